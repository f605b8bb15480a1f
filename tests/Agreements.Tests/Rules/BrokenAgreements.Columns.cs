using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

internal static partial class BrokenAgreements
{
    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Columns()
    {
        const string Domain = "its domain does not fit its role";
        const string Type = "its type does not fit its role";
        yield return ("a nameless column", WithColumn("", ColumnType.String, ColumnRole.Sensitive, new UndisclosedDomain()), "a name has 1 to 128");
        yield return ("a long name", WithColumn(new string('c', 129), ColumnType.String, ColumnRole.Sensitive, new UndisclosedDomain()), "a name has 1 to 128");
        yield return ("an empty range", WithColumn(ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 3, Maximum = 3 }), Domain);
        yield return ("a range of a category", WithColumn(ColumnType.String, ColumnRole.Categorical, new RangeDomain { Minimum = 0, Maximum = 3 }), Domain);
        yield return ("an empty vocabulary", WithColumn(ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = [] }), Domain);
        yield return ("a vocabulary with a value twice", WithColumn(ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["a", "a"] }), Domain);
        yield return (
            "too large a vocabulary",
            WithColumn(ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = [.. Enumerable.Range(0, 10_001).Select(i => $"v{i}")] }), Domain);
        yield return ("a vocabulary of a number", WithColumn(ColumnType.Int64, ColumnRole.Numeric, new VocabularyDomain { Values = ["1"] }), Domain);
        yield return ("a discovered sensitive column", WithColumn(ColumnType.String, ColumnRole.Sensitive, new DiscoveredDomain()), Domain);
        yield return ("a positive value that no truth value is", WithColumn(ColumnType.Boolean, ColumnRole.Label, new LabelDomain { Positive = "maybe" }), "its positive value is a value of its type");
        yield return ("a positive value that no whole number is", WithColumn(ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1.5" }), "its positive value is a value of its type");
        yield return ("a positive value of a category", WithColumn(ColumnType.String, ColumnRole.Categorical, new LabelDomain { Positive = "1" }), Domain);
        yield return ("a label that says nothing", WithColumn(ColumnType.Int64, ColumnRole.Label, new UndisclosedDomain()), Domain);
        yield return ("purposes that name none", WithColumn(ColumnType.String, ColumnRole.Purpose, new UndisclosedDomain()), Domain);
        yield return ("a jurisdiction that is found out", WithColumn(ColumnType.String, ColumnRole.Jurisdiction, new DiscoveredDomain()), Domain);
        yield return ("a purpose that is a number", WithColumn(ColumnType.Int64, ColumnRole.Purpose, new VocabularyDomain { Values = ["measurement"] }), Type);
        yield return ("a second consent", WithColumn(ColumnType.String, ColumnRole.Consent, new UndisclosedDomain()), "more than one column has the role consent");
        yield return ("a multi-valued number", WithColumn(ColumnType.Int64, ColumnRole.MultiValued, new UndisclosedDomain()), Type);
        yield return ("a numeric text", WithColumn(ColumnType.String, ColumnRole.Numeric, new UndisclosedDomain()), Type);
        yield return ("a moment that is true", WithColumn(ColumnType.Boolean, ColumnRole.Timestamp, new UndisclosedDomain()), Type);
        yield return (
            "an id that is a number",
            WithFeeds(s_feeds with { Columns = [s_feeds.Columns[0] with { Type = ColumnType.Int64 }, .. s_feeds.Columns.Skip(1)] }), Type);
    }

    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Terms()
    {
        PartyId stranger = PartyId.Parse("stranger");
        OverlapTerms overlap = SampleTerms.Overlap;
        yield return ("no terms", s_valid with { Queries = [] }, "1 to 64 query terms");
        yield return ("sixty-five terms", s_valid with { Queries = [.. Enumerable.Range(0, 65).Select(i => overlap with { Id = TermsId.Parse($"t{i}") })] }, "1 to 64 query terms");
        yield return ("terms twice", s_valid with { Queries = [overlap, overlap] }, "query terms stands twice");
        yield return ("nobody asks", With(overlap with { Requesters = [] }), "requesters are parties");
        yield return ("a stranger asks", With(overlap with { Requesters = [stranger] }), "requesters are parties");
        yield return ("nobody receives", With(overlap with { Recipients = [] }), "recipients are parties");
        yield return ("a stranger receives", With(overlap with { Recipients = [SampleAgreement.Publisher, stranger] }), "recipients are parties");
        yield return ("a requester twice", With(overlap with { Requesters = [SampleAgreement.Publisher, SampleAgreement.Publisher] }), "a party stands twice");
        yield return ("a recipient twice", With(overlap with { Recipients = [SampleAgreement.Publisher, SampleAgreement.Publisher] }), "a party stands twice");
        yield return ("nothing to spend", With(overlap with { MaximumNanoRho = 0 }), "maximumNanoRho is at least 1");
        yield return ("a negative delta of terms", With(overlap with { MaximumAttoDelta = -1 }), "maximumNanoRho is at least 1");
        yield return ("an answer before it was paid for", With(overlap with { AnswerAfterSeconds = -1 }), "answerAfterSeconds is 0");
        yield return ("an answer after more than a day", With(overlap with { AnswerAfterSeconds = 86_401 }), "answerAfterSeconds is 0");
        yield return ("an unknown dataset", With(overlap with { Left = DatasetId.Parse("others") }), "its datasets are in the agreement");
        yield return ("a dataset joined with itself", With(overlap with { Left = overlap.Right }), "its datasets are different ones");
        foreach ((string name, SegmentsTerms terms, string problem) in SegmentsProblems(SampleTerms.Segments))
        {
            yield return (name, With(terms), problem);
        }

        DatasetTerms panel = s_feeds with { Id = DatasetId.Parse("panel") };
        DatasetTerms[] panels = [panel, panel with { Id = DatasetId.Parse("panel-2") }, panel with { Id = DatasetId.Parse("panel-3") }];
        yield return (
            "three tables more",
            With(overlap with { Others = [.. panels.Select(each => each.Id)] }) with { Datasets = [.. s_valid.Datasets, .. panels] },
            "there are two to four tables");
        yield return ("an overlap key that is none", With(overlap with { Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "age")] }), "keys: feeds.age is a categorical column");
        yield return (
            "two audiences",
            With(ReachSamples.Terms with { Audience = [SampleAgreement.Feeds, panel.Id] }) with { Datasets = [.. s_valid.Datasets, panel] },
            "audience is one table or none");
        foreach ((string name, QueryTerms terms, string problem) in ReachProblems(ReachSamples.Terms).Concat(ProfileProblems(ProfileSamples.Terms)).Concat(CreativeProblems(CreativeSamples.Terms)))
        {
            yield return (name, With(terms), problem);
        }

        foreach ((string name, CtrModelTerms terms, string problem) in ModelProblems(SampleTerms.Model))
        {
            yield return (name, With(terms), problem);
        }
    }

    private static IEnumerable<(string Name, SegmentsTerms Terms, string Problem)> SegmentsProblems(SegmentsTerms terms)
    {
        yield return ("an outcome that is none", terms with { Outcomes = [SampleAgreement.Column(SampleAgreement.Ads, "slot")] }, "is a label column");
        yield return ("an outcome that is nowhere", terms with { Outcomes = [SampleAgreement.Column(SampleAgreement.Ads, "other")] }, "is a label column");
        yield return ("an outcome of the partner", terms with { Outcomes = [SampleAgreement.Column(SampleAgreement.Feeds, "engaged")] }, "is a label column");
        yield return ("an outcome twice", terms with { Outcomes = [terms.Outcomes[0], terms.Outcomes[0]] }, "at most 8 different outcomes");
        yield return ("a filter twice", terms with { Filters = [terms.Filters[0], terms.Filters[0]] }, "at most 1000 different filters");
        foreach (string column in new[] { "u_userId", "city", "interests", "age", "postcode", "engaged", "nowhere" })
        {
            yield return ($"filter {column}", terms with { Filters = [SampleAgreement.Column(SampleAgreement.Feeds, column)] }, "with a public vocabulary, or one of");
        }

        yield return ("a filter without bounds", terms with { Filters = [SampleAgreement.Column(SampleAgreement.Ads, "price")] }, "with a public vocabulary, or one of");
        AmountTerms amount = terms.Amounts[0];
        yield return ("an amount twice", terms with { Amounts = [amount, amount] }, "at most 8 amounts");
        yield return ("an amount of the partner", terms with { Amounts = [amount with { Column = SampleAgreement.Column(SampleAgreement.Feeds, "age") }] }, "is a numeric column");
        yield return ("an amount that is no number", terms with { Amounts = [amount with { Column = SampleAgreement.Column(SampleAgreement.Ads, "slot") }] }, "is a numeric column");
        yield return ("no units", terms with { Amounts = [amount with { UnitsPerOne = 0 }] }, "unitsPerOne is");
        yield return ("too many units", terms with { Amounts = [amount with { UnitsPerOne = 1_000_001 }] }, "unitsPerOne is");
        yield return ("a lowest above zero", terms with { Amounts = [amount with { Lowest = 1 }] }, "lowest is");
        yield return ("a highest below zero", terms with { Amounts = [amount with { Lowest = -2, Highest = -1 }] }, "lowest is");
        yield return ("empty bounds", terms with { Amounts = [amount with { Lowest = 0, Highest = 0 }] }, "lowest is");
        yield return ("bounds too large", terms with { Amounts = [amount with { Highest = AmountTerms.LargestBound + 1 }] }, "lowest is");
        yield return ("bounds of least integers", terms with { Amounts = [amount with { Lowest = long.MinValue }] }, "lowest is");
        yield return ("a sensitivity beyond the integers", terms with { Amounts = [amount with { Highest = AmountTerms.LargestBound }], GroupsPerPerson = 5 }, "its bounds are too wide");
        yield return ("no keys", terms with { Keys = [] }, "1 to 1000 different keys");
        yield return ("a key twice", terms with { Keys = [terms.Keys[0], terms.Keys[0]] }, "1 to 1000 different keys");
        foreach (string column in new[] { "u_userId", "interests", "age", "postcode", "agreed", "engaged", "nowhere" })
        {
            yield return ($"key {column}", terms with { Keys = [SampleAgreement.Column(SampleAgreement.Feeds, column)] }, "is a categorical column");
        }

        yield return ("no groups", terms with { MaximumGroups = 0 }, "maximumGroups is");
        yield return ("too many groups", terms with { MaximumGroups = 100_001 }, "maximumGroups is");
        yield return ("no groups a person", terms with { GroupsPerPerson = 0 }, "groupsPerPerson is");
        yield return ("too many groups a person", terms with { GroupsPerPerson = 1001 }, "groupsPerPerson is");
        yield return ("no rows a group", terms with { RowsPerPersonAndGroup = 0 }, "rowsPerPersonAndGroup is");
        yield return ("too many rows a group", terms with { RowsPerPersonAndGroup = 10_001 }, "rowsPerPersonAndGroup is");
        yield return ("no minimum", terms with { MinimumPeople = 0 }, "minimumPeople is");
    }

    private static IEnumerable<(string Name, CtrModelTerms Terms, string Problem)> ModelProblems(CtrModelTerms terms)
    {
        yield return ("a model's label that is none", terms with { Label = SampleAgreement.Column(SampleAgreement.Ads, "user_id") }, "is a label column");
        yield return ("no features", terms with { Features = [] }, "1 to 4000 different features");
        yield return ("a feature twice", terms with { Features = [terms.Features[0], terms.Features[0]] }, "1 to 4000 different features");
        yield return ("the label as a feature", terms with { Features = [terms.Label] }, "other label column");
        foreach (string column in new[] { "u_userId", "postcode", "agreed", "nowhere" })
        {
            yield return ($"feature {column}", terms with { Features = [SampleAgreement.Column(SampleAgreement.Feeds, column)] }, "is a numeric, categorical");
        }

        yield return ("too few held out", terms with { HeldOutPercent = 9 }, "heldOutPercent is");
        yield return ("too many held out", terms with { HeldOutPercent = 91 }, "heldOutPercent is");
        yield return ("no rows of a model", terms with { RowsPerPerson = 0 }, "rowsPerPerson is");
        yield return ("too many rows of a model", terms with { RowsPerPerson = 10_001 }, "rowsPerPerson is");
        yield return ("too few bins", terms with { ScoreBins = 7 }, "scoreBins is");
        yield return ("too many bins", terms with { ScoreBins = 257 }, "scoreBins is");
        yield return ("no trees", terms with { MaximumTrees = 0 }, "maximumTrees is");
        yield return ("too many trees", terms with { MaximumTrees = 5001 }, "maximumTrees is");
        yield return ("too few leaves", terms with { MaximumLeaves = 1 }, "maximumLeaves is");
        yield return ("too many leaves", terms with { MaximumLeaves = 1025 }, "maximumLeaves is");
    }

    private static Agreement With(QueryTerms terms) => s_valid with { Queries = [terms] };

    private static Agreement WithColumn(ColumnType type, ColumnRole role, ColumnDomain domain) => WithColumn("added", type, role, domain);

    private static Agreement WithColumn(string name, ColumnType type, ColumnRole role, ColumnDomain domain) =>
        WithFeeds(s_feeds with { Columns = [.. s_feeds.Columns, SampleDatasets.Column(name, type, role, domain)] });
}
