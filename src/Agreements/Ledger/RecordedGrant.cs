namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>A grant as a ledger holds it.</summary>
/// <param name="Entry">The place of its entry, from 0.</param>
/// <param name="Grant">The grant.</param>
public sealed record RecordedGrant(long Entry, Grant Grant);
