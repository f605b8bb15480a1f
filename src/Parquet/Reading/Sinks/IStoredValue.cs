namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>How values of one stored type, PLAIN-encoded, become values in memory.</summary>
/// <typeparam name="T">The type in memory.</typeparam>
internal interface IStoredValue<T>
    where T : unmanaged
{
    /// <summary>Bytes of one stored value.</summary>
    public static abstract int Width { get; }

    /// <summary>Converts <paramref name="target"/>.Length values; false when one has no counterpart in memory.</summary>
    public static abstract bool TryConvert(ReadOnlySpan<byte> plain, Span<T> target);
}
