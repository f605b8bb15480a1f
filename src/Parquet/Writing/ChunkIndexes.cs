using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>The indexes of one chunk, which go into the file after all row groups.</summary>
/// <param name="RowGroup">The ordinal of the row group.</param>
/// <param name="Column">The ordinal of the column.</param>
/// <param name="Offsets">Where the pages lie.</param>
/// <param name="Columns">What they hold; null when that cannot be said.</param>
internal sealed record ChunkIndexes(short RowGroup, int Column, OffsetIndex Offsets, ColumnIndex? Columns);
