using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

internal static partial class BrokenAgreements
{
    private static IEnumerable<(string Name, QueryTerms Terms, string Problem)> ProfileProblems(ProfileTerms terms)
    {
        ProfileColumn section = terms.Columns[0];
        ProfileColumn age = terms.Columns[1];
        yield return ("no profile columns", terms with { Columns = [] }, "1 to 100 different profile columns");
        yield return ("a profile column twice", terms with { Columns = [section, section] }, "1 to 100 different profile columns");
        yield return ("edges of a category", terms with { Columns = [section with { Edges = [1] }] }, "profile column feeds.section is");
        yield return ("a number without edges", terms with { Columns = [age with { Edges = [] }] }, "profile column feeds.age is");
        yield return ("edges that do not ascend", terms with { Columns = [age with { Edges = [18, 18] }] }, "the edges of feeds.age are");
        yield return ("too many edges", terms with { Columns = [age with { Edges = [.. Enumerable.Range(0, 101).Select(i => (long)i)] }] }, "the edges of feeds.age are");
        yield return ("a profile column of the partner", terms with { Columns = [new ProfileColumn { Column = terms.Segments[1], Edges = [] }] }, "profile column ads.slot is");
        yield return ("a segment column twice", terms with { Segments = [terms.Segments[0], terms.Segments[0]] }, "segments are at most 1000 different");
        yield return ("a segment by a number", terms with { Segments = [age.Column] }, "segments: feeds.age is");
        yield return ("a segment by what is not public", terms with { Segments = [SampleAgreement.Column(SampleAgreement.Ads, "campaign")] }, "segments: ads.campaign is");
    }
}
