using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lookalike;

/// <summary>A made-up audience of people with a district, an age and visits, some of whom are customers: more often in the east, and when they visit often.</summary>
internal static class Town
{
    public static readonly string[] Districts = ["east", "north", "south", "west"];

    public static DatasetTerms Audience { get; } = Dataset(
        "audience",
        Column("district", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = Districts }),
        Column("age", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 18, Maximum = 98 }),
        Column("visits", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 30 }),
        Column("member", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    public static DatasetTerms Seed { get; } = Dataset("seed");

    public static DatasetTerms Existing { get; } = Dataset("existing");

    public static LookalikeTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("lookalike"),
        Requesters = [PartyId.Parse("publisher")],
        Recipients = [PartyId.Parse("publisher")],
        MaximumNanoRho = 1_000_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Seed = Seed.Id,
        Audience = Audience.Id,
        Features = [.. new[] { "district", "age", "visits", "member" }.Select(name => Scene.Column(Audience, name))],
        Existing = [],
        HeldOutPercent = 25,
        MinimumSeed = 500,
        Sizes = [new PermilleSize { Value = 50 }, new PermilleSize { Value = 10 }, new PermilleSize { Value = 200 }, new PeopleSize { Value = 300 }],
    };

    public static LookalikeQuery Ask { get; } = new() { Terms = Terms.Id, NanoRho = 25_000_000, Size = Terms.Sizes[0] };

    public static Scene Of(LookalikeTerms terms, IEnumerable<string?[]> audience, IEnumerable<string?> seed, IEnumerable<string?>? existing = null) => new(
        Sample.Agreement(terms) with { Datasets = [Audience, Seed, Existing] },
        [
            new SceneTable(Audience, [.. audience]), new SceneTable(Seed, [.. seed.Select(id => new[] { id })]), new SceneTable(Existing, [.. (existing ?? []).Select(id => new[] { id })]),
        ]);

    /// <summary>So many people; about one in twenty-five is a customer.</summary>
    public static Scene Random(LookalikeTerms terms, ulong seed, int people)
    {
        SplitMix random = new(seed);
        List<string?[]> audience = [];
        List<string?> customers = [];
        for (int person = 0; person < people; person++)
        {
            string district = Districts[random.Below(4)];
            int visits = random.Below(31);
            audience.Add([$"p{person}", district, $"{18 + random.Below(70)}", visits.ToString(CultureInfo.InvariantCulture), $"{random.Below(2)}"]);
            int percent = (district == "east" ? 12 : 3) * (visits > 20 ? 3 : 1) / 2;
            if (random.Below(100) < percent)
            {
                customers.Add($"p{person}");
            }
        }

        return Of(terms, audience, [.. customers, "stranger-1", "stranger-2", null], [.. customers.Index().Where(each => each.Index % 2 == 0).Select(each => each.Item)]);
    }

    public static HashSet<string> IdsOf(Scene scene, DatasetTerms table) => [.. scene.Table(table.Id).Rows.Select(row => row[0]).OfType<string>()];

    private static DatasetTerms Dataset(string id, params ColumnTerms[] columns) => Scene.Buyers with
    {
        Id = DatasetId.Parse(id),
        Columns = [Scene.Buyers.Columns[0], .. columns],
    };

    private static ColumnTerms Column(string name, ColumnType type, ColumnRole role, ColumnDomain domain) => new() { Name = name, Type = type, Role = role, Domain = domain };
}
