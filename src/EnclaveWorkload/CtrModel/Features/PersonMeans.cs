using System.Buffers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>One number for each person out of many rows.</summary>
internal static class PersonMeans
{
    /// <summary>The mean of a person's present values, NaN where there is none, or where they add up to no number.</summary>
    internal static double[] Of(PersonRows people, CodedNumbers numbers)
    {
        int[] codes = ArrayPool<int>.Shared.Rent(people.Rows.Length);
        numbers.Rows.CopyTo(people.Rows, codes);
        double[] means = new double[people.PersonCount];
        for (int person = 0; person < means.Length; person++)
        {
            means[person] = Of(codes.AsSpan(0, people.Rows.Length)[people.RangeOf(person)], numbers.OfCode);
        }

        ArrayPool<int>.Shared.Return(codes, clearArray: true);
        return means;
    }

    /// <summary>A person's number of rows.</summary>
    internal static double[] Counts(PersonRows people)
    {
        double[] counts = new double[people.PersonCount];
        for (int person = 0; person < counts.Length; person++)
        {
            counts[person] = people.Rows.AsSpan()[people.RangeOf(person)].Length;
        }

        return counts;
    }

    private static double Of(ReadOnlySpan<int> codes, double[] numberOfCode)
    {
        double sum = 0;
        int count = 0;
        foreach (int code in codes)
        {
            double number = numberOfCode[code];
            if (!double.IsNaN(number))
            {
                sum += number;
                count++;
            }
        }

        return count == 0 || !double.IsFinite(sum) ? double.NaN : sum / count;
    }
}
