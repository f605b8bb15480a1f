namespace EnclaveCleanRoom.Samples;

/// <summary>How large a pair of small sample tables is, and which one of all possible ones it is.</summary>
public sealed record SampleOptions
{
    /// <summary>The seed; the same options give the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rows of each table, 10 to 1,000,000.</summary>
    public int Rows { get; init; } = 2_000;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 10, nameof(Rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Rows, 1_000_000, nameof(Rows));
    }
}
