using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Mends what a writer is known to have got wrong, by the name and version that it gives itself.</summary>
internal static class OldWriter
{
    // More than the header of a dictionary page has ever taken.
    private const int LongestDictionaryHeader = 100;
    private const string Java = "parquet-mr";
    private static readonly Version s_mended = new(1, 2, 9);

    /// <summary>The metadata of a chunk as far as the file goes: parquet-mr before 1.2.9 left the header of a dictionary page out of the size of its chunk.</summary>
    /// <remarks>Source: PARQUET-816. Not for encrypted chunks, which that writer never made.</remarks>
    public static ColumnMetaData Mend(ColumnMetaData metaData, string? createdBy, long fileLength) => LeavesHeadersOut(createdBy)
        ? metaData with { CompressedSize = Math.Min(metaData.CompressedSize + LongestDictionaryHeader, fileLength - metaData.Start) }
        : metaData;

    private static bool LeavesHeadersOut(string? createdBy)
    {
        if (createdBy is null || !createdBy.StartsWith(Java, StringComparison.Ordinal))
        {
            return false;
        }

        string[] words = createdBy.Split(' ', '-', '(');
        int at = Array.IndexOf(words, "version") + 1;
        return at == 0 ? createdBy == Java : at < words.Length && Version.TryParse(words[at], out Version? version) && version < s_mended;
    }
}
