using System.Buffers;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>The pages of one column in one row group as they go into the file, and what the footer says of them.</summary>
/// <param name="Bytes">All pages with their headers.</param>
/// <param name="MetaData">With offsets from the start of the chunk.</param>
/// <param name="Pages">Where the data pages lie, from the start of the chunk.</param>
/// <param name="Index">What they hold; null when that cannot be said.</param>
internal sealed record EncodedChunk(ArrayBufferWriter<byte> Bytes, ColumnMetaData MetaData, IReadOnlyList<PageLocation> Pages, ColumnIndex? Index)
{
    /// <summary>The metadata of the chunk when it begins at <paramref name="offset"/> of the file.</summary>
    public ColumnMetaData At(long offset) => MetaData with
    {
        DataPageOffset = MetaData.DataPageOffset + offset,
        DictionaryPageOffset = MetaData.DictionaryPageOffset + offset,
    };

    /// <summary>Where the pages lie when the chunk begins at <paramref name="offset"/> of the file.</summary>
    public OffsetIndex PagesAt(long offset) => new([.. Pages.Select(page => page with { Offset = page.Offset + offset })]);
}
