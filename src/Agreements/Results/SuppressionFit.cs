using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether a suppression list is the one that was asked for, with the rates that its ε has.</summary>
internal static class SuppressionFit
{
    // Made by an exponential, which two platforms may round differently in the last places.
    private const double Rounding = 1e-12;

    internal static bool Fits(SuppressionTerms terms, SuppressionQuery query, SuppressionAnswer answer) =>
        !answer.IntervalsCoverBounding
        && answer.Own == terms.Own
        && answer.Partner == terms.Partner
        && answer.EpsilonPermille == query.EpsilonPermille
        && Math.Abs(answer.FalsePositiveRate - query.FalseRate) <= Rounding
        && Math.Abs(answer.FalseNegativeRate - query.FalseRate) <= Rounding
        && answer.People >= answer.Listed.Count
        && answer.People <= terms.MaximumPeople;
}
