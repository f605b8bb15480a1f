using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Where one column of one row group lies, and how it is packed and protected; all of it checked against schema and file.</summary>
/// <param name="RowGroup">The position of the row group in the footer.</param>
/// <param name="RowGroupOrdinal">The ordinal that its modules are bound to.</param>
/// <param name="ColumnOrdinal">The ordinal of the column that its modules are bound to.</param>
/// <param name="RowCount">Rows of the row group.</param>
/// <param name="MetaData">What the footer, or a module of its own, says of the chunk.</param>
/// <param name="Chunk">What the footer says beside it.</param>
/// <param name="Key">Null when the chunk is not encrypted.</param>
internal sealed record ChunkPlace(
    int RowGroup, short RowGroupOrdinal, short ColumnOrdinal, long RowCount, ColumnMetaData MetaData, ColumnChunk Chunk, SecretKey? Key);
