namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>A seekable stream, used by one thread at a time. The stream stays the caller's.</summary>
internal sealed class StreamSource : IByteSource
{
    private readonly Stream _stream;
    private readonly Lock _lock = new();

    private StreamSource(Stream stream)
    {
        _stream = stream;
        Length = stream.Length;
    }

    public long Length { get; }

    /// <summary>The source that reads <paramref name="stream"/> best.</summary>
    /// <exception cref="ArgumentException">The stream cannot be read and sought.</exception>
    public static IByteSource Of(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException("The stream must be readable and seekable.", nameof(stream));
        }

        if (stream.GetType() != typeof(FileStream))
        {
            return new StreamSource(stream);
        }

        // What the stream still holds back would be missed by reads that go past it.
        stream.Flush();
        return new FileSource(((FileStream)stream).SafeFileHandle);
    }

    public bool TryRead(long offset, Span<byte> target)
    {
        if (offset < 0 || offset > Length - target.Length)
        {
            return false;
        }

        lock (_lock)
        {
            _stream.Position = offset;
            return _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;
        }
    }
}
