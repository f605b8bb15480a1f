using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Makes the report's plain values of an attribution.</summary>
internal static class AttributionReport
{
    internal static AttributionFigures From(AttributionTerms? terms, AttributionQuery query, AttributionAnswer answer) => new(
        terms is null ? "the conversions" : $"{terms.ConvertedAt.Dataset}",
        ModelName.Span(query.WindowSeconds),
        [.. answer.Values.Select(value => value.Column)],
        [.. answer.Models.Select(model => new CreditedModel(
            ModelName.Of(model.Model),
            [
                .. model.Campaigns.Select(campaign => Line(campaign.Campaign, campaign.Credit)),
                Line("other campaigns", model.Other),
                Line("unattributed", answer.Unattributed),
            ]))],
        Figure(answer.Total.Conversions));

    private static CreditLine Line(string name, CreditFigures credit) => new(name, Figure(credit.Conversions), [.. credit.Values.Select(Figure)]);

    private static ReportFigure Figure(Figure figure) => new(figure.Estimate, figure.Low, figure.High);
}
