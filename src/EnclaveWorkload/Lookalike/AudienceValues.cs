using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Lookalike;

/// <summary>One feature of the audience's people: numbers, or codes.</summary>
/// <param name="Numbers">One a person, NaN where missing; empty for a category.</param>
/// <param name="Codes">One a person, the size of the vocabulary where missing or outside it; empty for numbers.</param>
internal sealed record AudienceValues(double[] Numbers, int[] Codes)
{
    /// <summary>All people's values.</summary>
    internal PrivateColumn ToColumn(bool isCategorical) => isCategorical ? PrivateColumn.Categorical(Codes) : PrivateColumn.Numeric(Numbers);

    /// <summary>Those of the people at some places.</summary>
    internal AudienceValues At(int[] places) => new(
        Numbers.Length == 0 ? [] : [.. places.Select(place => Numbers[place])],
        Codes.Length == 0 ? [] : [.. places.Select(place => Codes[place])]);
}
