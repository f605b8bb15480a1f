namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Puts terms of a lookalike audience into a sentence.</summary>
internal static class LookalikeExplanation
{
    internal static string Describe(LookalikeTerms terms) =>
        $"which people of {terms.Audience} resemble the people of {terms.Seed} most by {string.Join(", ", terms.Features.Select(feature => feature.Column))}, as a list of hashed ids of"
        + $" {string.Join(" or ", terms.Sizes)}; none when fewer than about {terms.MinimumSeed} people are in both"
        + (terms.Existing.Count > 0 ? $"; also how many of those listed are in {terms.Existing[0]}" : "");
}
