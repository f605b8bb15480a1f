namespace EnclaveCleanRoom.Storage;

/// <summary>An object that was uploaded to its end.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Before">How many of them were there already and were not sent.</param>
public sealed record Upload(long Length, long Before);
