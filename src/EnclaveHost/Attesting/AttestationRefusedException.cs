namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>The attestation service did not vouch for this instance.</summary>
internal sealed class AttestationRefusedException(string message, Exception? inner = null) : Exception(message, inner);
