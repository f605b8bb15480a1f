using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Synthetic;

/// <summary>Columns whose values nobody has made public: chosen privately, and charged.</summary>
public sealed class ChosenColumnsTests
{
    private static readonly SyntheticTerms s_terms = new()
    {
        Id = TermsId.Parse("synthetic"),
        Requesters = [PartyId.Parse("owner")],
        Recipients = [PartyId.Parse("owner")],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 1_000_000_000_000,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Scene.Ads.Id,
        Joined = [Scene.Buyers.Id],
        Columns =
        [
            Chosen(Scene.Ads, "campaign", 2),
            Chosen(Scene.Ads, "creative", 3),
            new SyntheticColumn { Column = Scene.Column(Scene.Ads, "clicked"), Bins = 0, Chosen = 0 },
            Chosen(Scene.Buyers, "id_type", 3),
            new SyntheticColumn { Column = Scene.Column(Scene.Buyers, "age"), Bins = 4, Chosen = 4 },
            Chosen(Scene.Buyers, "gender", 20),
        ],
        Impossible = [],
        RowsPerPerson = 2,
        MaximumRows = 10_000,
        MaximumAdvantagePermille = 1000,
        MaximumSinglingOutPermille = 1000,
    };

    private static readonly SyntheticQuery s_query = new()
    {
        Terms = s_terms.Id,
        NanoRho = 20_000_000_000,
        AttoDelta = 100_000_000_000,
        Columns = [.. s_terms.Columns.Select(column => column.Column)],
        Dependences = SyntheticDependences.Adaptive,
        Rows = 2000,
    };

    [Fact]
    public void Categories_that_most_people_have_are_chosen_and_the_rest_is_other()
    {
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Crowd(), s_query);
        Assert.Equal(["spring", "summer", ""], answer.Columns[0].Values);
        string[] campaigns = Cells(answer, 0);
        Assert.InRange(campaigns.Count(campaign => campaign == "spring"), 900, 1100);
        Assert.InRange(campaigns.Count(campaign => campaign.Length == 0), 150, 350);
    }

    [Fact]
    public void Lists_are_made_of_the_items_chosen_and_stand_in_for_others()
    {
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Crowd(), s_query);
        string[][] own = [.. Cells(answer, 1).Select(list => list.Split('^', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Subset(new HashSet<string>(["cats", "dogs", "fish", "other-1", "other-2", "other-3"]), own.SelectMany(list => list).ToHashSet());
        Assert.InRange(own.Count(list => list.Contains("cats")), 900, 1100);
        Assert.InRange(own.Count(list => list.Contains("cats") && list.Contains("dogs")), 400, 600);
        Assert.InRange(own.Count(list => list.Contains("other-1")), 800, 950);
        Assert.DoesNotContain(own, list => list.Contains("other-2"));
        Assert.Contains("", answer.Columns[1].Values);

        // Of a joined table, all items of the person's rows.
        string[][] joined = [.. Cells(answer, 3).Select(list => list.Split('^', StringSplitOptions.RemoveEmptyEntries))];
        Assert.InRange(joined.Count(list => list.Contains("x") && list.Contains("y")), 1900, 2000);
    }

    [Fact]
    public void Bins_of_a_number_hold_about_equally_many_rows()
    {
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Crowd(), s_query);
        Assert.Equal("", answer.Columns[4].Values[^1]);
        long[] middles = [.. answer.Columns[4].Values.SkipLast(1).Select(value => long.Parse(value, CultureInfo.InvariantCulture))];
        Assert.Equal(middles.Order(), middles);
        Assert.Equal(4, middles.Length);

        // Ages are 1 to 40 and the range is 0 to 999: all edges but the last bin's end lie below 41.
        Assert.True(middles[2] < 41, string.Join(' ', middles));
        int[] counts = [.. Cells(answer, 4).CountBy(cell => cell).Where(cell => cell.Key.Length > 0).Select(cell => cell.Value)];
        Assert.All(counts, count => Assert.InRange(count, 300, 700));
    }

    [Fact]
    public void Keys_are_never_made_even_where_a_column_repeats_them()
    {
        Scene scene = Crowd();
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(scene, s_query);
        Assert.Equal([""], answer.Columns[5].Values);
        string json = JsonSerializer.Serialize(answer);
        Assert.All(scene.PeopleOfAll, person => Assert.DoesNotContain($"\"{person}\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public void Choices_are_charged_with_their_delta_and_the_whole_costs_what_was_asked()
    {
        QueryPlan plan = QueryPlanner.Plan(Crowd().Agreement, s_query);
        Assert.InRange(plan.Privacy.Cost.NanoRho, 19_999_000_000, 20_000_000_000);
        Assert.InRange(plan.Privacy.Cost.AttoDelta, 99_999_999_990, 100_000_000_000);
        MechanismReport[] reports = [.. plan.Privacy.Mechanisms.SelectMany(mechanism => mechanism.Reports)];
        Assert.Equal(4, reports.Count(report => report.Kind == MechanismKind.TruncatedGeometricSelection));

        // Two rows of a person have two campaigns at most, a person eight items, and one value of a joined table.
        Assert.Contains(reports, report => report.Name == "values of ads.campaign" && report.Kind == MechanismKind.TruncatedGeometricSelection && report.Sensitivity.L0 == 2);
        Assert.Contains(reports, report => report.Name == "values of ads.creative" && report.Sensitivity.L0 == SyntheticTerms.MostValuesOfPerson);
        Assert.Contains(reports, report => report.Name == "values of buyers.gender" && report.Sensitivity.L0 == 1);
        Assert.Contains(reports, report => report.Name == "edges of buyers.age" && report.Sensitivity.LInfinity == 2);
    }

    [Fact]
    public void Values_of_few_people_are_never_chosen()
    {
        SceneTable ads = new(Scene.Ads, [.. Enumerable.Range(0, 400).Select(i => new[] { $"p{i}", i < SyntheticTerms.LeastPeopleOfValue - 1 ? "rare" : "common", "cats", "1", "0" })]);
        SceneTable buyers = new(Scene.Buyers, [.. Enumerable.Range(0, 400).Select(i => new[] { $"p{i}", "m", "x", "30", "0" })]);
        Scene scene = Described(Scene.Of(s_terms, ads, buyers));
        for (int seed = 0; seed < 3; seed++)
        {
            Assert.Equal(["common", ""], Run.Answer<SyntheticAnswer>(scene, s_query, seed).Columns[0].Values);
        }
    }

    [Fact]
    public void What_is_impossible_with_a_chosen_category_is_in_no_row_and_with_another_changes_nothing()
    {
        ImpossiblePair Clicked(string campaign) => new() { First = s_terms.Columns[0].Column, FirstValue = campaign, Second = s_terms.Columns[2].Column, SecondValue = "1" };
        Scene crowd = Crowd();
        Scene With(params ImpossiblePair[] pairs) => crowd with { Agreement = crowd.Agreement with { Queries = [s_terms with { Impossible = pairs }] } };
        int Together(Scene scene, string campaign)
        {
            SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(scene, s_query);
            return Cells(answer, 0).Zip(Cells(answer, 2)).Count(row => row == (campaign, "1"));
        }

        Assert.InRange(Together(With(), "spring"), 50, 150);
        Assert.Equal(0, Together(With(Clicked("spring"), Clicked("winter")), "spring"));
        Assert.InRange(Together(With(Clicked("winter")), "spring"), 50, 150);
        Assert.InRange(Together(With(Clicked("winter")), ""), 5, 60);
    }

    [Fact]
    public void Nobody_at_all_gives_rows_too()
    {
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Crowd().Empty(), s_query);
        Assert.Equal((2000, ""), (answer.Rows, Assert.Single(answer.Columns[0].Values)));
    }

    // Two rows each of two thousand people; gender repeats the id.
    private static Scene Crowd()
    {
        string[] campaigns = ["spring", "spring", "spring", "spring", "summer", "summer", "summer", "winter"];
        string Pets(int person) => string.Join('^', new[] { person % 2 == 0 ? "cats" : "", person % 4 == 0 ? "dogs" : "", person % 8 == 0 ? "fish" : "", person % 2 == 1 ? $"rare{person}" : "" }.Where(pet => pet.Length > 0));
        return Described(Scene.Of(
            s_terms,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, 4000).Select(i => new[] { $"p{i / 2}", campaigns[i / 2 % 8], i / 2 % 16 == 15 ? null : Pets(i / 2), "1", i % 10 == 0 ? "1" : "0" })]),
            new SceneTable(Scene.Buyers, [.. Enumerable.Range(0, 4000).Select(i => new[] { $"p{i / 2}", $"p{i / 2}", i % 2 == 0 ? "x" : "y^x", $"{1 + (i / 2 % 40)}", "0" })])));
    }

    private static SyntheticColumn Chosen(DatasetTerms dataset, string column, int chosen) => new() { Column = Scene.Column(dataset, column), Bins = 0, Chosen = chosen };

    private static string[] Cells(SyntheticAnswer answer, int column) => SyntheticCodes.TryRead(answer.Columns[column], answer.Rows, out ushort[]? codes)
        ? [.. codes.Select(code => answer.Columns[column].Values[code])]
        : [];

    private static Scene Described(Scene scene)
    {
        DatasetTerms Change(DatasetTerms dataset) => dataset with
        {
            Columns =
            [
                .. dataset.Columns.Select(column => column.Name switch
                {
                    "campaign" or "gender" => column with { Domain = new DiscoveredDomain() },
                    "creative" or "id_type" => column with { Role = ColumnRole.MultiValued, Domain = new DiscoveredDomain() },
                    "age" => column with { Domain = new RangeDomain { Minimum = 0, Maximum = 999 } },
                    _ => column,
                }),
            ],
        };

        return scene with
        {
            Agreement = scene.Agreement with { Datasets = [.. scene.Agreement.Datasets.Select(Change)] },
            Tables = [.. scene.Tables.Select(table => table with { Terms = Change(table.Terms) })],
        };
    }
}
