using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// Conversions, and values where asked, credited to campaigns. Before noise, the credit of each model's campaigns, its other campaigns and what is
/// unattributed add up to all bounded conversions.
/// </summary>
public sealed record AttributionAnswer : Answer
{
    /// <summary>The columns that are credited besides conversions, in the order of each <see cref="CreditFigures.Values"/>.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }

    /// <summary>The models, in the order of the query.</summary>
    public required IReadOnlyList<ModelCredit> Models { get; init; }

    /// <summary>Conversions without an exposure in the window; the same for every model.</summary>
    public required CreditFigures Unattributed { get; init; }

    /// <summary>All bounded conversions.</summary>
    public required CreditFigures Total { get; init; }
}

/// <summary>The credit that one model gives.</summary>
public sealed record ModelCredit
{
    /// <summary>The model.</summary>
    public required AttributionModel Model { get; init; }

    /// <summary>Every campaign of the public vocabulary, in its order.</summary>
    public required IReadOnlyList<CampaignCredit> Campaigns { get; init; }

    /// <summary>Exposures whose campaign is absent or not in the vocabulary.</summary>
    public required CreditFigures Other { get; init; }
}

/// <summary>What one campaign is credited with.</summary>
public sealed record CampaignCredit
{
    /// <summary>The campaign.</summary>
    public required string Campaign { get; init; }

    /// <summary>Its credit.</summary>
    public required CreditFigures Credit { get; init; }
}

/// <summary>Conversions and values.</summary>
public sealed record CreditFigures
{
    /// <summary>Conversions, in whole and parts.</summary>
    public required Figure Conversions { get; init; }

    /// <summary>The sums of the conversions' values, clamped one by one to the columns' public ranges, in the columns' units.</summary>
    public required IReadOnlyList<Figure> Values { get; init; }
}
