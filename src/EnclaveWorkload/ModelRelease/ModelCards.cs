using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease;

/// <summary>Writes a model's card. Everything in it follows from agreement, query and plan.</summary>
internal static class ModelCards
{
    internal static ModelCard Write(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query, IReadOnlyList<ModelFeature> features, double epsilon, long modelNanoRho) => new()
    {
        Purpose = agreement.Purpose,
        IntendedUse = terms.IntendedUse,
        Protects = Coverage.Of(terms),
        Epsilon = epsilon,
        StatementAttoDelta = agreement.Privacy.StatementAttoDelta,
        ModelNanoRho = modelNanoRho,
        RowsPerPerson = terms.RowsPerPerson,
        Bounds = ModelBounds.Of(terms, query, features),
        KnownLimits = [.. Limits(terms, query.Model, features)],
    };

    private static IEnumerable<string> Absent(PrivateModelTerms terms)
    {
        if (terms.Label.Dataset == terms.Partner)
        {
            yield return "negative";
        }

        if (terms.ReadsPartner)
        {
            yield return "missing there";
        }
    }

    private static IEnumerable<string> Limits(PrivateModelTerms terms, PrivateModelKind kind, IReadOnlyList<ModelFeature> features)
    {
        yield return kind == PrivateModelKind.Trees
            ? "Features add up, but for what random trees of a few of them found: what is small, or takes many of them together, it does not know."
            : "Features add up: what two of them say only together it does not know.";
        yield return "Noise was added in training: trained again on the same data it would come out another, and rare values of a feature say little.";
        yield return "Numbers beyond their bounds count as the bound, and categories outside a vocabulary as missing.";
        yield return $"Of a person at most {terms.RowsPerPerson} rows were used, so rates of those with more are those of their rows that were drawn.";
        if (features.Any(feature => feature.Domain is HashedDomain { Buckets: > 1 }))
        {
            yield return $"Categories without a public vocabulary share {terms.HashBuckets} classes by a public hash: some cannot be told apart.";
        }

        if (features.Any(feature => feature.Source == DomainSource.Selected))
        {
            yield return "Values that few people have are in no vocabulary that was selected, and what few numbers lie beyond the selected bounds is not told apart.";
        }

        yield return terms.Protects == ProtectedPeople.Everybody
            ? $"It was trained on rows of {terms.Rows} whose people are in {terms.Partner} too; of others it says what it says of missing values."
            : $"It was trained on all rows of {terms.Rows}; whoever is not in {terms.Partner} counts as {string.Join(" and ", Absent(terms))}.";
        yield return "Rates are calibrated for people like those of the tables, at that time; elsewhere they have to be calibrated again.";
        if (terms.Protects == ProtectedPeople.Partner && !terms.ReadsPartner && terms.RowsPerPerson > 1)
        {
            yield return "They are calibrated for rows of which those of one person together count as a few: where people with many rows have other rates, the rate of all rows is another.";
        }

        if (terms.Protects == ProtectedPeople.Partner)
        {
            yield return $"To be handed on to nobody: towards anybody but {terms.Recipients[0]} nothing protects the people of {terms.Rows}.";
        }
    }
}
