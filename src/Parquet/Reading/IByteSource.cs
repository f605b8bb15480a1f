namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Bytes that can be read at any offset, from any thread.</summary>
internal interface IByteSource
{
    public long Length { get; }

    /// <summary>Fills <paramref name="target"/> from <paramref name="offset"/>; false when the bytes are not there.</summary>
    public bool TryRead(long offset, Span<byte> target);
}
