using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Creative;

/// <summary>Makes figures of noised people by frequency and response, by post-processing alone: a life table.</summary>
internal static class ResponseReport
{
    /// <param name="cells">For each frequency, people who responded and people who did not.</param>
    /// <param name="widths">The noise's widths.</param>
    internal static ResponseFigures Of(ReadOnlySpan<long> cells, SumWidths widths)
    {
        NoisySum none = new(0, 0, widths);
        NoisySum[] responders = new NoisySum[cells.Length / 2];
        NoisySum[] others = new NoisySum[responders.Length];
        for (int i = 0; i < responders.Length; i++)
        {
            responders[i] = new NoisySum(cells[2 * i], 1, widths);
            others[i] = new NoisySum(cells[(2 * i) + 1], 1, widths);
        }

        NoisySum Sum(NoisySum[] sums, Range range) => sums[range].Aggregate(none, (sum, next) => sum + next);
        NoisySum allResponders = Sum(responders, ..);
        NoisySum allOthers = Sum(others, ..);
        return new ResponseFigures
        {
            People = (allResponders + allOthers).ToFigure(),
            Responders = allResponders.ToFigure(),
            ResponseRate = NoisySum.Share(allResponders, allOthers),
            ByFrequency =
            [
                .. responders.Select((here, i) =>
                {
                    NoisySum rest = Sum(responders, (i + 1)..) + Sum(others, i..);
                    return new FrequencyResponse
                    {
                        People = (here + rest).ToFigure(),
                        Responders = here.ToFigure(),
                        ResponseRate = NoisySum.Share(here, rest),
                        RespondedBy = NoisySum.Share(Sum(responders, ..(i + 1)), Sum(responders, (i + 1)..)),
                    };
                }),
            ],
        };
    }
}
