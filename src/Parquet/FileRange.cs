namespace EnclaveCleanRoom.Parquet;

/// <summary>A range of bytes within a file.</summary>
/// <param name="Offset">Where it begins, 0 or more.</param>
/// <param name="Length">How many bytes it has, 0 or more.</param>
public readonly record struct FileRange(long Offset, long Length);
