using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

internal static partial class BrokenAgreements
{
    private static IEnumerable<(string Name, QueryTerms Terms, string Problem)> CreativeProblems(CreativeTerms terms)
    {
        yield return ("a response that is no label", terms with { Response = terms.Keys[0] }, "ads.slot is a label column");
        yield return ("a moment that is none", terms with { ShownAt = terms.Keys[0] }, "ads.slot is a timestamp column");
        yield return ("a creative key of the audience", terms with { Keys = terms.Filters }, "keys: feeds.section is a categorical column of ads");
        yield return ("a creative filter twice", terms with { Filters = [terms.Filters[0], terms.Filters[0]] }, "filters are at most 1000 different columns");
        yield return ("one frequency of a creative", terms with { MaximumFrequency = 1 }, "maximumFrequency is");
        yield return ("too many frequencies of a creative", terms with { MaximumFrequency = 51 }, "maximumFrequency is");
        yield return ("no creatives a person", terms with { CreativesPerPerson = 0 }, "creativesPerPerson is");
        yield return ("too many creatives a person", terms with { CreativesPerPerson = 1001 }, "creativesPerPerson is");
    }
}
