namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Arrays that sinks of one thread decode pages with, one sink after the other; nothing in them outlives a page.</summary>
internal sealed class PageScratch
{
    public int[] Codes = [];
    public byte[] Plain = [];
    public long[] Deltas = [];
    public long[] Prefixes = [];
    public int[] Starts = [];
    public int[] Sizes = [];
    public byte[] Joined = [];
}
