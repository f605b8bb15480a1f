using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>A file and the SHA-256 of its content.</summary>
/// <param name="Path">The path: relative to the digested folder with <c>/</c> between names, or absolute for a file outside of it.</param>
/// <param name="Digest">SHA-256 of the content.</param>
internal sealed record DigestedFile(string Path, Digest256 Digest);
