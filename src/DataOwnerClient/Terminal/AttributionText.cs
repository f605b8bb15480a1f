using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>An attribution as lines: a table for each model.</summary>
internal static class AttributionText
{
    internal static IEnumerable<string> Write(AttributionAnswer answer, AttributionQuery? query)
    {
        string window = query is null ? "" : $", exposures at most {ModelName.Span(query.WindowSeconds)} before";
        yield return $"conversions credited to campaigns{window}; in all {AnswerText.Count(answer.Total.Conversions)}";
        if (!AnswerSense.IsInformative(answer))
        {
            yield return $"  {AnswerSense.NothingToCredit}";
        }

        foreach (ModelCredit model in answer.Models)
        {
            yield return $"  {ModelName.Of(model.Model)}";
            IEnumerable<string[]> rows = model.Campaigns.Select(campaign => Row(campaign.Campaign, campaign.Credit))
                .Append(Row("(other campaigns)", model.Other))
                .Append(Row("(unattributed)", answer.Unattributed));
            foreach (string line in TextTable.Lines(["campaign", "conversions", .. answer.Values.Select(value => value.Column)], rows))
            {
                yield return $"    {line}";
            }
        }
    }

    private static string[] Row(string name, CreditFigures credit) => [name, Parts(credit.Conversions), .. credit.Values.Select(Parts)];

    private static string Parts(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:#,0.0} [{figure.Low:#,0.0}; {figure.High:#,0.0}]");
}
