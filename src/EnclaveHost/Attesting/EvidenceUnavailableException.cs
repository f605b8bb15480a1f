namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>No evidence could be had: without it the instance can do nothing.</summary>
internal sealed class EvidenceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
