using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>Makes an answer of noised credit, by post-processing alone.</summary>
internal sealed class CreditAnswer(AttributionQuery query, VocabularyDomain campaigns, CreditLayout layout, IReadOnlyList<CreditMeasure> measures)
{
    /// <param name="noisy">The noised entries of each measure.</param>
    internal AttributionAnswer Write(IReadOnlyList<ImmutableArray<long>> noisy) => new()
    {
        Covers = Coverage.Everybody,
        IntervalsCoverBounding = false,
        Values = [.. query.Values],
        Models = [.. query.Models.Select((model, index) => new ModelCredit
        {
            Model = model,
            Campaigns = [.. campaigns.Values.Select((campaign, place) => new CampaignCredit { Campaign = campaign, Credit = Entry(noisy, layout.EntryOf(index, place)) })],
            Other = Entry(noisy, layout.EntryOf(index, layout.Campaigns)),
        })],
        Unattributed = Entry(noisy, layout.Unattributed),
        Total = Figures(measure => Total(measures[measure], noisy[measure])),
    };

    private CreditFigures Entry(IReadOnlyList<ImmutableArray<long>> noisy, int entry) =>
        Figures(measure => measures[measure].ToFigure(noisy[measure][entry], measures[measure].HalfWidth));

    private CreditFigures Figures(Func<int, Figure> ofMeasure) => new()
    {
        Conversions = ofMeasure(0),
        Values = [.. Enumerable.Range(1, measures.Count - 1).Select(ofMeasure)],
    };

    /// <summary>Each model's entries add up to all that is attributed; the mean over the models is the least noisy figure of it.</summary>
    private Figure Total(CreditMeasure measure, ImmutableArray<long> noisy)
    {
        Int128 attributed = 0;
        for (int entry = 0; entry < layout.Unattributed; entry++)
        {
            attributed += noisy[entry];
        }

        double total = ((double)attributed / layout.Models) + noisy[layout.Unattributed];
        double draws = ((layout.Campaigns + 1.0) / layout.Models) + 1;
        return measure.ToFigure(total, SumWidth.Of(measure.Noise, draws, layout.Length));
    }
}
