namespace EnclaveCleanRoom.Attestation;

/// <summary>A file by its path and content.</summary>
/// <param name="Path">Below the publish folder: relative, with <c>/</c> between its parts. Elsewhere: absolute.</param>
/// <param name="Digest">SHA-256 of the content.</param>
public sealed record MeasuredFile(string Path, Digest256 Digest);
