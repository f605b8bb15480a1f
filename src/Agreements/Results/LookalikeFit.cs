using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether a lookalike audience has the size that was asked for, and nothing where its seed is too small.</summary>
internal static class LookalikeFit
{
    internal static bool Fits(LookalikeTerms terms, LookalikeQuery query, LookalikeAnswer answer)
    {
        bool isLarge = answer.MatchedSeed.Estimate >= terms.MinimumSeed;
        return !answer.IntervalsCoverBounding
            && answer.Audience == terms.Audience
            && answer.Seed == terms.Seed
            && answer.Size == query.Size
            && answer.People >= 0
            && answer.IsSeedLargeEnough == isLarge
            && answer.Segment.Count <= (isLarge ? query.Size.Of(answer.People) : 0)
            && answer.InExisting.Count == (isLarge ? terms.Existing.Count : 0)
            && answer.Curve.Select(point => point.Size).SequenceEqual(isLarge ? terms.Sizes : [])
            && answer.Curve.All(point => point.People == point.Size.Of(answer.People));
    }
}
