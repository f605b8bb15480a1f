namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes the terms of a private model consistent.</summary>
internal static class PrivateModelTermsRules
{
    internal static void Check(Agreement agreement, PrivateModelTerms terms, Action<bool, string> require)
    {
        bool isOneWay = terms.Protects == ProtectedPeople.Partner;
        require(
            (terms.Label.Dataset == terms.Rows || (isOneWay && terms.Label.Dataset == terms.Partner)) && agreement.FindColumn(terms.Label) is { Role: ColumnRole.Label, Domain: LabelDomain },
            $"{terms.Label} is a label column, with a stated positive value, of {(isOneWay ? "one of its tables" : "the rows' table")}");
        require(terms.Features.Count is >= 1 and <= 1000 && AgreementRules.AreDistinct(terms.Features), "there are 1 to 1000 different features");
        require(terms.Features.Any(feature => feature.Dataset == terms.Rows), "at least one feature is a column of the rows");
        foreach (ColumnReference feature in terms.Features)
        {
            require(
                terms.Datasets.Contains(feature.Dataset) && feature != terms.Label && agreement.FindColumn(feature) is { } column && IsFeature(column, terms.Knows(feature)),
                $"feature {feature} is a number with a public range or one to be discovered, a category, a multi-valued column, a moment or another label column of its tables");
        }

        require(terms.Kinds.Count >= 1 && AgreementRules.AreDistinct(terms.Kinds), "kinds are one or more different ones");
        require(terms.Protects == ProtectedPeople.Everybody || !terms.Kinds.Contains(PrivateModelKind.Trees), "models of kind trees need everybody protected");
        require(terms.HeldOutPercent is >= 10 and <= 90, "heldOutPercent is 10 to 90");
        require(terms.RowsPerPerson is >= 1 and <= 1000, "rowsPerPerson is 1 to 1000");
        require(terms.ScoreBins is >= 8 and <= 256, "scoreBins is 8 to 256");
        require(terms.HashBuckets is >= 2 and <= 4096, "hashBuckets is 2 to 4096");
        require(terms.MaximumRounds is >= 1 and <= 40, "maximumRounds is 1 to 40");
        require(terms.IntendedUse.Length is >= 1 and <= 2000, "intendedUse has 1 to 2000 characters");
        PublicColumn.Check(agreement, "segments", terms.Segments, [terms.Rows], require);
        if (isOneWay)
        {
            CheckOneParty(agreement, terms, require);
        }
    }

    /// <summary>What is not protected from its own owner must reach nobody else.</summary>
    private static void CheckOneParty(Agreement agreement, PrivateModelTerms terms, Action<bool, string> require)
    {
        PartyId? owner = agreement.FindDataset(terms.Rows)?.Owner;
        require(
            terms.Requesters.All(party => party == owner) && terms.Recipients.All(party => party == owner),
            "where only the partner's people are protected, the owner of the rows is the one requester and the one recipient");
        require(terms.Label.Dataset == terms.Partner || terms.ReadsPartner, "where only the partner's people are protected, the label or a feature is a column of the partner's");
        require(agreement.FindDataset(terms.Partner)?.Owner != owner, "the partner's table, which alone is protected, is another party's than the rows");
    }

    private static bool IsFeature(ColumnTerms column, bool isKnown) => column.Role switch
    {
        ColumnRole.Numeric => column.Domain is RangeDomain or DiscoveredDomain || isKnown,
        ColumnRole.Timestamp => ColumnRules.IsMoment(column),
        ColumnRole.Categorical or ColumnRole.MultiValued or ColumnRole.Label => true,
        _ => false,
    };
}
