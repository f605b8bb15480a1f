using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Reach;

/// <summary>Makes the figures of one noised frequency histogram, by post-processing alone.</summary>
internal static class FrequencyReport
{
    /// <param name="cells">Where people count.</param>
    /// <param name="noisy">The noised cells.</param>
    /// <param name="audience">People of the audience, reached or not; unused without one.</param>
    /// <param name="widths">The noise's widths.</param>
    internal static ReachFigures Of(FrequencyCells cells, ReadOnlySpan<long> noisy, NoisySum audience, SumWidths widths)
    {
        long[] onTarget = [.. cells.Audience(noisy)];
        long[] everybody = [.. cells.Others(noisy)];
        NoisySum others = NoisySum.Of(everybody, widths);
        for (int i = 0; i < onTarget.Length; i++)
        {
            everybody[i] += onTarget[i];
        }

        NoisySum reached = NoisySum.Of(onTarget, widths);
        return new ReachFigures
        {
            Everybody = Histogram(everybody, cells.HasAudience ? 2 : 1, widths),
            OnTarget = !cells.HasAudience ? [] :
            [
                new OnTargetFigures
                {
                    Frequency = Histogram(onTarget, 1, widths),
                    OnTargetShare = NoisySum.Share(reached, others),
                    ReachedShare = NoisySum.ShareOfWhole(reached, audience),
                },
            ],
        };
    }

    private static FrequencyFigures Histogram(long[] people, int cells, SumWidths widths)
    {
        double[] frequencies = [.. Enumerable.Range(1, people.Length).Select(frequency => (double)frequency)];
        Figure[] atLeast = new Figure[people.Length];
        NoisySum sum = new(0, 0, widths);
        for (int i = people.Length - 1; i >= 0; i--)
        {
            sum += new NoisySum(people[i], cells, widths);
            atLeast[i] = sum.ToFigure();
        }

        return new FrequencyFigures
        {
            Reach = atLeast[0],
            Histogram = [.. people.Select(count => new NoisySum(count, cells, widths).ToFigure())],
            AtLeast = atLeast,
            MeanFrequency = WeightedMean.Of(frequencies, people, cells, widths.Noise),
        };
    }
}
