using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>A file whose footer is parsed and, where it is protected, authenticated.</summary>
/// <param name="Source">The file's bytes.</param>
/// <param name="Footer">The footer.</param>
/// <param name="Keys">Null when the file is not encrypted.</param>
/// <param name="FooterKeyMetadata">Names the footer's key.</param>
/// <param name="IsCtr">Whether page bodies are encrypted without authentication.</param>
/// <param name="Options">What the caller accepts.</param>
internal sealed record OpenFile(
    IByteSource Source,
    FileMetaData Footer,
    FileKeys? Keys,
    byte[] FooterKeyMetadata,
    bool IsCtr,
    ParquetReaderOptions Options)
{
    private long _decodedPages;

    /// <summary>How many pages have been decoded so far, dictionaries included.</summary>
    public long DecodedPages => Interlocked.Read(ref _decodedPages);

    public void CountPage() => Interlocked.Increment(ref _decodedPages);
}
