namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The ledger's file is not what instances of this agreement wrote. Nothing is done on such a ledger.</summary>
internal sealed class LedgerDamagedException(string message) : Exception(message);
