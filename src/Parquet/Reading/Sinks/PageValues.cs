using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>The values of one data page, decrypted and decompressed.</summary>
internal readonly ref struct PageValues
{
    public required Encoding Encoding { get; init; }

    /// <summary>The encoded values, untrusted.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Rows of the page.</summary>
    public required int Slots { get; init; }

    /// <summary>Rows of the page that have a value.</summary>
    public required int Present { get; init; }
}
