namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>One number for each person out of many rows.</summary>
internal static class PersonMeans
{
    /// <summary>The mean of a person's present values, NaN where there is none, or where they add up to no number.</summary>
    internal static double[] Of(int[] people, double[] values, int personCount)
    {
        double[] sums = new double[personCount];
        int[] counts = new int[personCount];
        for (int row = 0; row < people.Length; row++)
        {
            if (people[row] >= 0 && !double.IsNaN(values[row]))
            {
                sums[people[row]] += values[row];
                counts[people[row]]++;
            }
        }

        for (int person = 0; person < personCount; person++)
        {
            sums[person] = counts[person] == 0 || !double.IsFinite(sums[person]) ? double.NaN : sums[person] / counts[person];
        }

        return sums;
    }

    /// <summary>A person's number of rows.</summary>
    internal static double[] Counts(int[] people, int personCount)
    {
        double[] counts = new double[personCount];
        foreach (int person in people)
        {
            if (person >= 0)
            {
                counts[person]++;
            }
        }

        return counts;
    }
}
