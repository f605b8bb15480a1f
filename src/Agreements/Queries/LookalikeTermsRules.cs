namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of a lookalike audience consistent.</summary>
internal static class LookalikeTermsRules
{
    internal static void Check(Agreement agreement, LookalikeTerms terms, Action<bool, string> require)
    {
        require(
            terms.Recipients.Count == 1 && agreement.FindDataset(terms.Audience)?.Owner == terms.Recipients[0] && agreement.FindDataset(terms.Seed)?.Owner != terms.Recipients[0],
            $"the recipient owns {terms.Audience} and not {terms.Seed}");
        require(terms.Existing.Count <= 1, "existing is one table or none");
        require(terms.Features.Count is >= 1 and <= 1000 && AgreementRules.AreDistinct(terms.Features), "there are 1 to 1000 different features");
        foreach (ColumnReference feature in terms.Features)
        {
            require(
                feature.Dataset == terms.Audience && agreement.FindColumn(feature) is { } column && IsFeature(column),
                $"feature {feature} is a category with a public vocabulary, a number with a public range, or a label, of {terms.Audience}");
        }

        require(terms.HeldOutPercent is >= 10 and <= 50, "heldOutPercent is 10 to 50");
        require(terms.MinimumSeed is >= 1 and <= 1_000_000, "minimumSeed is 1 to 1000000");
        require(
            terms.Sizes.Count is >= 1 and <= 20 && AgreementRules.AreDistinct(terms.Sizes) && terms.Sizes.All(size => size.IsAllowed),
            "there are 1 to 20 different sizes, of 10 to 200 thousandths or of 1 to 1000000 people");
    }

    private static bool IsFeature(ColumnTerms column) => column.Role switch
    {
        ColumnRole.Categorical => column.Domain is VocabularyDomain,
        ColumnRole.Numeric => column.Domain is RangeDomain,
        ColumnRole.Label => true,
        _ => false,
    };
}
