namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A signed result, encrypted to its recipients, that nobody can fetch yet.</summary>
internal sealed record SealedAnswer(byte[] Envelope);
