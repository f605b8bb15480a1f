namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Some records of a block, and the rows of the row group that they become.</summary>
/// <param name="Block">The block.</param>
/// <param name="FirstRecord">The first record in the block.</param>
/// <param name="Count">How many records.</param>
/// <param name="FirstRow">The row that the first becomes.</param>
internal readonly record struct BlockPart(CsvBlock Block, int FirstRecord, int Count, int FirstRow);
