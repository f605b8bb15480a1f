namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Gradient boosting of one-feature trees: an additive model whose curves can be drawn.</summary>
public sealed record BoostedOptions : PrivateTrainingOptions
{
    /// <summary>Public candidate cells of a numeric feature, 2 to 1,024.</summary>
    public int Candidates { get; init; } = 64;

    /// <summary>The most leaves that a numeric feature keeps once candidates have been refined, 2 to 256.</summary>
    public int Leaves { get; init; } = 32;

    /// <summary>The first rounds, after each of which candidates are refined; 0 keeps all candidates.</summary>
    public int RefinementRounds { get; init; } = 1;

    internal override void Validate()
    {
        base.Validate();
        Require(Candidates is >= 2 and <= 1024, nameof(Candidates));
        Require(Leaves is >= 2 and <= 256, nameof(Leaves));
        Require(RefinementRounds >= 0, nameof(RefinementRounds));
    }
}
