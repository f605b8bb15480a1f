using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>Times of day as the data set writes them: yyyyMMddHHmm as one number.</summary>
internal static class Moments
{
    /// <summary>A minute of the seven days from <paramref name="firstDay"/> June 2022, more often in the evening.</summary>
    public static long InWeek(Xoshiro256 random, int firstDay)
    {
        int hour = Math.Max(random.NextInt(24), random.NextInt(24));
        return 202206000000L + ((firstDay + random.NextInt(7)) * 10_000L) + (hour * 100L) + random.NextInt(60);
    }
}
