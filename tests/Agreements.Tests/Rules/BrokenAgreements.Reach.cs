using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

internal static partial class BrokenAgreements
{
    private static IEnumerable<(string Name, QueryTerms Terms, string Problem)> ReachProblems(ReachTerms terms)
    {
        yield return ("reach of an unknown table", terms with { Audience = [DatasetId.Parse("others")], Filters = [] }, "its datasets are in the agreement");
        yield return ("a reach key twice", terms with { Keys = [terms.Keys[0], terms.Keys[0]] }, "keys are at most 1000 different columns");
        yield return ("a reach key of the audience", terms with { Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "section")] }, "keys: feeds.section is a categorical column of ads");
        foreach (string column in new[] { "campaign", "user_id", "price", "label", "nowhere" })
        {
            yield return ($"reach key {column}", terms with { Keys = [SampleAgreement.Column(SampleAgreement.Ads, column)] }, "is a categorical column of ads with a public");
            yield return ($"reach filter {column}", terms with { Filters = [SampleAgreement.Column(SampleAgreement.Ads, column)] }, "is a categorical column of ads or feeds with a public");
        }

        yield return ("a reach filter twice", terms with { Filters = [terms.Filters[0], terms.Filters[0]] }, "filters are at most 1000 different columns");
        yield return ("one frequency", terms with { MaximumFrequency = 1 }, "maximumFrequency is");
        yield return ("too many frequencies", terms with { MaximumFrequency = 51 }, "maximumFrequency is");
        yield return ("no reach groups a person", terms with { GroupsPerPerson = 0 }, "groupsPerPerson is");
        yield return ("too many reach groups a person", terms with { GroupsPerPerson = 1001 }, "groupsPerPerson is");
    }
}
