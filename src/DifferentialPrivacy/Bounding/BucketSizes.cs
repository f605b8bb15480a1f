namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>How many people share a bucket.</summary>
/// <param name="Shift">Two to the power of this.</param>
/// <param name="Count">Buckets for all people, at least 1.</param>
internal readonly record struct BucketSizes(int Shift, int Count)
{
    private const int RowsOfABucket = 1 << 14;
    private const int MostBuckets = 1 << 12;

    /// <summary>So many people that their rows, if all have as many, stay in a core's cache while they are sorted.</summary>
    public static BucketSizes For(IContributionSource rows, EntryLayout layout)
    {
        int wanted = Math.Clamp(rows.RowCount / RowsOfABucket, 1, MostBuckets);
        int shift = 0;
        while (rows.PersonCount >> shift > wanted && shift < layout.PersonBitsOf(64) - 1)
        {
            shift++;
        }

        return new BucketSizes(shift, Math.Max(1, (int)(((long)rows.PersonCount + (1L << shift) - 1) >> shift)));
    }

    /// <summary>The people of a bucket, from the first to before the last.</summary>
    public (int First, int End) PeopleOf(int bucket, int personCount) => (bucket << Shift, (int)Math.Min((long)(bucket + 1) << Shift, personCount));
}
