using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Sets of columns to compare tables over: all of them, or where there are too many a sample that is public and always the same.</summary>
internal static class PublicSets
{
    private static readonly ulong[] s_seed = [9, 10, 11, 12];

    /// <summary>How many sets of <paramref name="width"/> columns are compared.</summary>
    public static int Count(int columns, int width, int most)
    {
        double sets = 1;
        for (int i = 0; i < width; i++)
        {
            sets = sets * (columns - i) / (i + 1);
        }

        return (int)Math.Min(Math.Round(sets), most);
    }

    /// <summary>So many sets.</summary>
    public static int[][] Of(int columns, int width, int most)
    {
        int[][] sets = [.. MarginalDistance.Sets(columns, width)];
        SeededWords words = new(s_seed, (ulong)width);
        int taken = Count(columns, width, most);
        for (int i = 0; i < taken && taken < sets.Length; i++)
        {
            int other = i + words.NextBelow(sets.Length - i);
            (sets[i], sets[other]) = (sets[other], sets[i]);
        }

        return sets[..taken];
    }
}
