namespace EnclaveCleanRoom.Samples;

/// <summary>How large the two advertising tables are, and which ones of all possible ones they are.</summary>
public sealed record AdvertisingOptions
{
    /// <summary>The smallest number of rows that either table may have.</summary>
    public const int MinimumRows = 100;

    /// <summary>The largest number of rows that either table may have.</summary>
    public const int MaximumRows = 20_000_000;

    /// <summary>The seed; the same options give the same bytes.</summary>
    public ulong Seed { get; init; } = 2022;

    /// <summary>Rows of the advertiser's table, 100 to 20,000,000.</summary>
    public int AdsRows { get; init; } = 200_000;

    /// <summary>Rows of the publisher's table, 100 to 20,000,000.</summary>
    public int FeedsRows { get; init; } = 100_000;

    /// <summary>Options with <paramref name="adsRows"/> impressions and half as many feed views, the default proportion.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 200 or more than 20,000,000 rows.</exception>
    public static AdvertisingOptions ForRows(int adsRows, ulong seed = 2022)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(adsRows, 2 * MinimumRows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(adsRows, MaximumRows);
        return new AdvertisingOptions { Seed = seed, AdsRows = adsRows, FeedsRows = adsRows / 2 };
    }
}
