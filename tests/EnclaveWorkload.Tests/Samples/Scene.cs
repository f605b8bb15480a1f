using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>An agreement with its tables: advertisements that people saw, and three tables of people.</summary>
internal sealed record Scene(Agreement Agreement, IReadOnlyList<SceneTable> Tables)
{
    public static DatasetTerms Ads { get; } = Dataset(
        "ads",
        Terms("id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
        Terms("campaign", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["autumn", "spring", "summer"] }),
        Terms("creative", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["banner", "video"] }),
        Terms("shown_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
        Terms("clicked", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    public static DatasetTerms Buyers { get; } = People("buyers");

    public static DatasetTerms Members { get; } = People("members");

    public static DatasetTerms Panel { get; } = People("panel");

    public static Scene Of(QueryTerms terms, params SceneTable[] tables) =>
        new(Sample.Agreement(terms) with { Datasets = [Ads, Buyers, Members, Panel] }, tables);

    /// <summary>Rows of few people, some in some tables only, some of nobody, with values that are absent or outside a vocabulary.</summary>
    public static Scene Random(QueryTerms terms, ulong seed, int people, int ads, int others)
    {
        SplitMix random = new(seed);
        string? Pick(params string?[] values) => values[random.Below(values.Length)];
        string? Someone() => random.Below(25) == 0 ? null : $"p{random.Below(people)}";
        SceneTable Profiles(DatasetTerms dataset) => new(dataset, [.. Enumerable.Range(0, others).Select(_ => new[]
        {
            Someone(), Pick("f", "m", "x", null), Pick("email", "phone", "fax"), random.Below(9) == 0 ? null : $"{random.Below(90)}", $"{random.Below(2)}",
        })]);
        return Of(
            terms,
            new SceneTable(Ads, [.. Enumerable.Range(0, ads).Select(_ => new[]
            {
                Someone(), Pick("autumn", "spring", "summer", "winter", null), Pick("banner", "video", "audio"),
                random.Below(20) == 0 ? null : $"{random.Below(30)}", random.Below(4) == 0 ? "1" : "0",
            })]),
            Profiles(Buyers),
            Profiles(Members),
            Profiles(Panel));
    }

    public IEnumerable<string> PeopleOfAll => Tables.SelectMany(table => table.Rows).Select(row => row[0]).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    public SceneTable Table(DatasetId dataset) => Tables.Single(table => table.Terms.Id == dataset);

    /// <summary>The scene without a person, in each non-empty subset of the tables that a question opens.</summary>
    public IEnumerable<Scene> Without(string person, IReadOnlyList<DatasetId> opened)
    {
        for (int subset = 1; subset < 1 << opened.Count; subset++)
        {
            yield return this with
            {
                Tables = [.. Tables.Select(table => opened.Index().Any(each => each.Item == table.Terms.Id && (subset >> each.Index & 1) == 1) ? table.Without(person) : table)],
            };
        }
    }

    /// <summary>Everybody else keeps their number when the person leaves (see <see cref="TwoTables.WithLast"/>).</summary>
    public Scene WithLast(string person) => this with { Tables = [.. Tables.Select(table => table.WithLast(person))] };

    public Scene Shuffled(ulong seed)
    {
        SplitMix random = new(seed);
        return this with { Tables = [.. Tables.Select(table => table with { Rows = [.. table.Rows.OrderBy(_ => random.Below(int.MaxValue))] })] };
    }

    public Scene Empty() => this with { Tables = [.. Tables.Select(table => table with { Rows = [] })] };

    public static ColumnReference Column(DatasetTerms dataset, string column)
    {
        Assert.Contains(dataset.Columns, terms => terms.Name == column);
        return new ColumnReference { Dataset = dataset.Id, Column = column };
    }

    private static DatasetTerms People(string id) => Dataset(
        id,
        Terms("id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
        Terms("gender", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["f", "m"] }),
        Terms("id_type", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["device", "email", "phone"] }),
        Terms("age", ColumnType.Int64, ColumnRole.Numeric, new UndisclosedDomain()),
        Terms("member", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    private static DatasetTerms Dataset(string id, params ColumnTerms[] columns) => new()
    {
        Id = DatasetId.Parse(id),
        Owner = PartyId.Parse("owner"),
        Description = "",
        KeyEncryptionKey = new Uri("https://vault.example/keys/key"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.None,
        MaximumRowsPerPerson = 1000,
        Rules = OwnerRules.None,
        Columns = columns,
    };

    private static ColumnTerms Terms(string name, ColumnType type, ColumnRole role, ColumnDomain domain) =>
        new() { Name = name, Type = type, Role = role, Domain = domain };
}
