namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>How many rows of a chunk go into a page: pages are about equally long, so that what each costs beside its bytes (two modules, a header, an index entry) stays small.</summary>
internal static class PageSize
{
    /// <summary>The most pages of a chunk, whose modules are bound to 16-bit ordinals.</summary>
    public const int MaxPages = short.MaxValue;

    // Words of a validity bitmap are then copied whole.
    private const int Multiple = 64;

    /// <summary>Rows of a page.</summary>
    /// <param name="rows">Rows of the chunk, 1 or more.</param>
    /// <param name="bytes">About how many bytes they take, encoded.</param>
    /// <param name="options">The most rows and bytes of a page.</param>
    public static int RowsOf(int rows, long bytes, ParquetWriterOptions options)
    {
        long fitting = (long)Math.Min(int.MaxValue, (double)options.PageBytes / Math.Max(1, bytes) * rows);
        fitting -= fitting > Multiple ? fitting % Multiple : 0;
        long least = ((rows - 1L) / MaxPages) + 1;
        return (int)Math.Max(Math.Min(fitting, options.PageRows), least);
    }
}
