namespace EnclaveCleanRoom.PrivateModels;

/// <summary>
/// Gradient boosting: trees of one feature each, which add up to curves that can be drawn; and after them, if asked for, random trees of several features, for what features say only together.
/// </summary>
public sealed record BoostedOptions : PrivateTrainingOptions
{
    /// <summary>Public candidate cells of a numeric feature, 2 to 1,024.</summary>
    public int Candidates { get; init; } = 64;

    /// <summary>The most leaves that a numeric feature keeps once candidates have been refined, 2 to 256.</summary>
    public int Leaves { get; init; } = 32;

    /// <summary>The first rounds, after each of which candidates are refined; 0 keeps all candidates.</summary>
    public int RefinementRounds { get; init; } = 1;

    /// <summary>How trees of several features are grown after the curves; <see langword="null"/> grows none. They need <see cref="ProtectedParts.Everything"/>.</summary>
    public RandomTreeOptions? Trees { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Require(Candidates is >= 2 and <= 1024, nameof(Candidates));
        Require(Leaves is >= 2 and <= 256, nameof(Leaves));
        Require(RefinementRounds >= 0, nameof(RefinementRounds));
        Require(Trees is null || Protects == ProtectedParts.Everything, nameof(Trees));
        Trees?.Validate();
    }
}
