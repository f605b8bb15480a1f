using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;
using EnclaveCleanRoom.EnclaveWorkload.Synthetic;
using EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Synthetic;

/// <summary>Train on synthetic, test on real: what it costs, whom it counts, and that it finds what was planted.</summary>
public sealed class UtilityTests
{
    private const int RowsPerPerson = 2;

    private static readonly SyntheticTerms s_terms = new()
    {
        Id = TermsId.Parse("synthetic"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Scene.Ads.Id,
        Joined = [Scene.Buyers.Id],
        Columns = [.. new[] { Scene.Column(Scene.Ads, "campaign"), Scene.Column(Scene.Ads, "creative"), Scene.Column(Scene.Ads, "clicked"), Scene.Column(Scene.Buyers, "gender") }
            .Select(column => new SyntheticColumn { Column = column, Bins = 0, Chosen = 0 })],
        Impossible = [],
        RowsPerPerson = RowsPerPerson,
        MaximumRows = 10_000,
        MaximumAdvantagePermille = 1000,
        MaximumSinglingOutPermille = 1000,
    };

    private static readonly SyntheticQuery s_query = new()
    {
        Terms = s_terms.Id,
        NanoRho = 5_000_000_000,
        AttoDelta = 0,
        Columns = [.. s_terms.Columns.Select(column => column.Column)],
        Dependences = SyntheticDependences.Adaptive,
        Rows = 4000,
        Utility = [Scene.Column(Scene.Ads, "clicked")],
    };

    private static readonly ScoreBins s_bins = new([-4, -3, -2, -1, 0, 1, 2], [0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9]);

    // So much that no noise is left: what is off is then the models' doing.
    private static readonly SyntheticQuery s_exact = s_query with { NanoRho = 10_000_000_000_000 };

    [Fact]
    public void A_planted_dependence_is_learned_from_made_rows_and_seen_on_people_who_were_held_out()
    {
        SyntheticUtility use = Assert.Single(Run.Answer<SyntheticAnswer>(Planted(), s_exact).Utility);
        Assert.Equal(s_query.Utility[0], use.Label);

        // Of videos seen by women nine in ten are clicked, of all others one in ten. So 3 in 4 clicks and 1 in 28 others are such: an AUC of 0.75 (27/28 + 1/56) + 0.25 (27/56) = 0.857. No pair of columns says it alone.
        Assert.InRange(use.TrainedOnMade.Auc.Estimate, 0.8, 0.91);
        Assert.InRange(use.TrainedOnTrue.Auc.Estimate, 0.8, 0.91);
        Assert.InRange(use.AucDifference.Estimate, -0.03, 0.03);
        Assert.InRange(use.TrainedOnMade.Rows.Estimate, 300, 500);
        Assert.Equal(use.TrainedOnMade.Rows.Estimate, use.TrainedOnTrue.Rows.Estimate, 2.0);
        Assert.Equal(0.3, use.TrainedOnMade.PositiveRate.Estimate, 0.08);
    }

    [Fact]
    public void Of_a_number_in_many_bins_both_models_see_its_order()
    {
        // Whoever is older than 50 clicks three times in four, and the others one in four; every tenth has no age and clicks half the time.
        const int People = 6000;
        static string? Age(int person) => person % 10 == 9 ? null : $"{person * 7 % 100}";
        static bool Clicks(int person) => person % 10 == 9 ? person / 10 % 2 == 0 : person * 7 % 100 >= 50 ? person / 100 % 4 != 0 : person / 100 % 4 == 0;
        SyntheticColumn age = new() { Column = Scene.Column(Scene.Buyers, "age"), Bins = 100, Chosen = 0 };
        SyntheticTerms terms = s_terms with { Columns = [.. s_terms.Columns, age] };
        Scene scene = Scene.Of(
            terms,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, People).Select(i => new[] { $"p{i}", "spring", "video", "1", Clicks(i) ? "1" : "0" })]),
            new SceneTable(Scene.Buyers, [.. Enumerable.Range(0, People).Select(i => new[] { $"p{i}", "f", "email", Age(i), "0" })]));
        DatasetTerms Ranged(DatasetTerms dataset) => dataset with
        {
            Columns = [.. dataset.Columns.Select(column => column.Name == "age" ? column with { Domain = new RangeDomain { Minimum = 0, Maximum = 99 } } : column)],
        };
        scene = scene with
        {
            Agreement = scene.Agreement with { Datasets = [.. scene.Agreement.Datasets.Select(Ranged)] },
            Tables = [.. scene.Tables.Select(table => table with { Terms = Ranged(table.Terms) })],
        };
        SyntheticUtility use = Run.Answer<SyntheticAnswer>(scene, s_query with { NanoRho = 40_000_000_000, Columns = [s_query.Utility[0], age.Column] }).Utility.Single();

        // Of clicks 67.5 % are of the older, 10 % of those without an age and 22.5 % of the younger, of other rows the reverse: an AUC of 0.675 · 0.8875 + 0.1 · 0.725 + 0.225 · 0.3375 = 0.748.
        Assert.InRange(use.TrainedOnMade.Auc.Estimate, 0.68, 0.81);
        Assert.InRange(use.TrainedOnTrue.Auc.Estimate, 0.68, 0.81);
    }

    [Fact]
    public void Without_a_dependence_neither_model_sees_any()
    {
        Scene scene = Scene.Random(s_terms, 5, people: 6000, ads: 20_000, others: 12_000);
        SyntheticUtility use = Run.Answer<SyntheticAnswer>(scene, s_exact).Utility.Single();
        Assert.InRange(use.TrainedOnMade.Auc.Estimate, 0.43, 0.57);
        Assert.InRange(use.TrainedOnTrue.Auc.Estimate, 0.43, 0.57);
    }

    [Fact]
    public void The_interval_is_that_of_the_noise()
    {
        // The same models on the same rows, measured with noise again and again: around what the exact histogram says.
        SyntheticUtility[] uses = [.. Enumerable.Range(1, 20).Select(seed => Run.Answer<SyntheticAnswer>(Planted(), s_query with { NanoRho = 50_000_000_000 }, seed).Utility.Single())];
        Assert.InRange(uses.Average(use => use.TrainedOnMade.Auc.Estimate), 0.83, 0.88);
        Assert.InRange(uses.Average(use => use.AucDifference.Estimate), -0.02, 0.02);
        Assert.All(uses, use => Assert.InRange(use.TrainedOnMade.Auc.High - use.TrainedOnMade.Auc.Low, 0.01, 0.2));
        Assert.InRange(uses.Count(use => use.AucDifference.Low <= 0 && 0 <= use.AucDifference.High), 16, 20);
    }

    [Fact]
    public void Made_rows_of_one_outcome_alone_are_measured_like_any_others()
    {
        Scene nobodyClicks = Planted(clicks: false);
        using Run all = new(Planted(), s_query);
        using Run none = new(nobodyClicks, s_exact);
        SyntheticUtility use = Assert.IsType<SyntheticAnswer>(none.Compute().Value).Utility.Single();
        Assert.Equal((0, 1), (use.TrainedOnMade.Auc.Low, use.TrainedOnMade.Auc.High));
        Assert.InRange(use.TrainedOnMade.Rows.Estimate, 300, 500);
        Assert.Equal(all.Plan.Privacy.Mechanisms.Length, none.Plan.Privacy.Mechanisms.Length);
    }

    [Fact]
    public void Whoever_leaves_any_of_the_tables_moves_the_rows_learned_from_or_the_histograms_and_by_no_more_than_is_declared()
    {
        (long mostLearned, long mostSquared) = (0, 0);
        for (int seed = 1; seed <= 60; seed++)
        {
            // Whether the person is held out is the seed's lot.
            Scene scene = Scene.Random(s_terms, (ulong)seed, people: 7, ads: 60, others: 15);
            foreach (string person in scene.PeopleOfAll.Take(2))
            {
                Scene last = scene.WithLast(person);
                (Dictionary<string, int> learned, long[] histograms) = Read(last, seed);
                foreach (Scene smaller in last.Without(person, s_terms.Datasets))
                {
                    (Dictionary<string, int> fewerLearned, long[] fewer) = Read(smaller, seed);
                    int moved = learned.Keys.Union(fewerLearned.Keys).Sum(row => Math.Abs(learned.GetValueOrDefault(row) - fewerLearned.GetValueOrDefault(row)));
                    long[] counts = [.. histograms.Zip(fewer, (with, without) => Math.Abs(with - without))];
                    Assert.True(moved == 0 || counts.All(count => count == 0), "A person is learned from or held out, never both.");
                    Assert.InRange(moved, 0, RowsPerPerson);
                    Assert.InRange(counts.Sum(), 0, 2 * RowsPerPerson);
                    Assert.InRange(counts.Max(), 0, RowsPerPerson);
                    Assert.InRange(counts.Count(count => count > 0), 0, 2 * RowsPerPerson);
                    (mostLearned, mostSquared) = (Math.Max(mostLearned, moved), Math.Max(mostSquared, counts.Sum(count => count * count)));
                }
            }
        }

        Assert.Equal((RowsPerPerson, 2 * RowsPerPerson * RowsPerPerson), (mostLearned, mostSquared));
    }

    [Fact]
    public void A_column_may_have_a_name_that_no_model_file_could_hold()
    {
        const string Name = "kind = \"of\" creative";
        Scene scene = Planted();
        DatasetTerms ads = Scene.Ads with { Columns = [.. Scene.Ads.Columns.Select(column => column.Name == "creative" ? column with { Name = Name } : column)] };
        static ColumnReference Renamed(ColumnReference column) => column.Column == "creative" ? column with { Column = Name } : column;
        SyntheticTerms terms = s_terms with { Columns = [.. s_terms.Columns.Select(column => column with { Column = Renamed(column.Column) })] };
        Scene renamed = Scene.Of(terms, [.. scene.Tables.Select(table => table.Terms == Scene.Ads ? table with { Terms = ads } : table)]);
        renamed = renamed with { Agreement = renamed.Agreement with { Datasets = [.. renamed.Agreement.Datasets.Select(dataset => dataset.Id == ads.Id ? ads : dataset)] } };
        Assert.Single(Run.Answer<SyntheticAnswer>(renamed, s_query with { Columns = [.. s_query.Columns.Select(Renamed)] }).Utility);
    }

    [Fact]
    public void It_is_charged_within_the_questions_price_and_learning_pays_for_it()
    {
        Scene scene = Scene.Random(s_terms, 1, 1, 1, 1);
        QueryPlan with = QueryPlanner.Plan(scene.Agreement, s_query);
        QueryPlan without = QueryPlanner.Plan(scene.Agreement, s_query with { Utility = [] });
        Assert.Equal(s_query.NanoRho, with.Privacy.Cost.NanoRho);
        Assert.Equal(s_query.NanoRho, without.Privacy.Cost.NanoRho);
        Assert.Empty(Run.Answer<SyntheticAnswer>(scene, s_query with { Utility = [] }).Utility);
        NoisyCounts histograms = Assert.IsType<NoisyCounts>(with.Privacy.Mechanisms[^1]);
        Assert.Equal((2L * RowsPerPerson, 2L * RowsPerPerson * RowsPerPerson, (long)RowsPerPerson), (histograms.Noise.Sensitivity.L1, histograms.Noise.Sensitivity.L2Squared, histograms.Noise.Sensitivity.LInfinity));
        long used = with.Privacy.Mechanisms.Sum(mechanism => mechanism.Cost.NanoRho) - without.Privacy.Mechanisms.Sum(mechanism => mechanism.Cost.NanoRho);
        Assert.Equal(0, used);
        Assert.InRange(with.Privacy.Mechanisms[^1].Cost.NanoRho, 1, s_query.UtilityNanoRho / 2);
    }

    [Fact]
    public void A_held_out_person_moves_the_histograms_by_no_more_than_is_declared_and_reaches_it()
    {
        Random random = new(4);
        long most = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            // Given both models, each row counts by itself; the person's rows are the last ones.
            int rows = 10 + RowsPerPerson;
            bool[] labels = [.. Enumerable.Range(0, rows).Select(row => row >= 10 ? trial % 2 == 0 : random.Next(2) == 0)];
            double[][] scores = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, rows).Select(row => row >= 10 && trial % 3 == 0 ? 1.5 : (random.NextDouble() * 12) - 7).ToArray())];
            long[] with = UtilityPlan.Count(labels, [.. scores.Select(each => (s_bins, each))]);
            long[] without = UtilityPlan.Count(labels[..10], [.. scores.Select(each => (s_bins, each[..10]))]);
            long[] moved = [.. with.Zip(without, (left, right) => Math.Abs(left - right))];
            Assert.InRange(moved.Sum(), 0, 2 * RowsPerPerson);
            Assert.InRange(moved.Max(), 0, RowsPerPerson);
            most = Math.Max(most, moved.Sum(each => each * each));
        }

        Assert.Equal(2 * RowsPerPerson * RowsPerPerson, most);
    }

    [Fact]
    public void Bins_hold_about_equally_many_made_rows_and_say_what_these_predict()
    {
        double[] scores = [.. Enumerable.Range(0, 1600).Select(row => row / 1600.0)];
        ScoreBins bins = MadeQuantiles.Of(scores, UtilityPlan.BinCount);
        Assert.Equal(UtilityPlan.BinCount, bins.Count);
        Assert.All(scores.CountBy(bins.IndexOf), bin => Assert.Equal(100, bin.Value));
        Assert.Equal(1 / (1 + Math.Exp(-0.03)), bins.Probabilities[0], 0.001);
        Assert.Equal((0, UtilityPlan.BinCount - 1), (bins.IndexOf(-100), bins.IndexOf(100)));

        // Where scores repeat there are fewer: none that only noise would fill.
        Assert.Equal(1, MadeQuantiles.Of([2, 2, 2], UtilityPlan.BinCount).Count);
        ScoreBins two = MadeQuantiles.Of([.. Enumerable.Repeat(-1.0, 900), .. Enumerable.Repeat(1.0, 100)], UtilityPlan.BinCount);
        Assert.Equal((2, 0, 0, 1), (two.Count, two.IndexOf(-1), two.IndexOf(0.5), two.IndexOf(1)));
        Assert.Equal(0.731, two.Probabilities[1], 0.001);
    }

    [Fact]
    public void Nobody_at_all_breaks_nothing()
    {
        SyntheticUtility use = Run.Answer<SyntheticAnswer>(Scene.Random(s_terms, 1, 5, 10, 10).Empty(), s_query).Utility.Single();
        Assert.Equal((0, 1), (use.TrainedOnMade.Auc.Low, use.TrainedOnMade.Auc.High));
    }

    // What is learned from, and the histograms of what is held out by two models that score rows by their columns.
    private static (Dictionary<string, int> Learned, long[] Histograms) Read(Scene scene, int seed)
    {
        using Run run = new(scene, s_query, seed);
        BoundedCodes bounded = Assert.IsType<BoundedCodes>(run.Bounded);
        Codebook[] books = [.. bounded.Columns.Select(column => column.Agreed!)];
        DiscreteDomain domain = new(books.SelectMany(book => book.Columns));
        DiscreteTable learned = SyntheticRowsPlan.Rows(domain, bounded, books, isHeldOut: false).Table;
        DiscreteTable heldOut = SyntheticRowsPlan.Rows(domain, bounded, books, isHeldOut: true).Table;
        string RowOf(DiscreteTable table, int row) => string.Join(' ', Enumerable.Range(0, books.Length).Select(column => table.Column(column)[row]));
        int[] rows = [.. Enumerable.Range(0, heldOut.Rows)];
        return (
            Enumerable.Range(0, learned.Rows).CountBy(row => RowOf(learned, row)).ToDictionary(),
            UtilityPlan.Count(
                [.. rows.Select(row => heldOut.Column(2)[row] == 1)],
                (s_bins, [.. rows.Select(row => heldOut.Column(3)[row] - 2.0)]),
                (s_bins, [.. rows.Select(row => heldOut.Column(1)[row] == 0 ? -1.0 : 1.0)])));
    }

    private static Scene Planted(bool clicks = true)
    {
        const int People = 4000;
        return Scene.Of(
            s_terms,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, People).Select(i => new[] { $"p{i}", i % 3 == 0 ? "spring" : "summer", Video(i) ? "video" : "banner", "1", clicks && Clicks(i) ? "1" : "0" })]),
            new SceneTable(Scene.Buyers, [.. Enumerable.Range(0, People).Select(i => new[] { $"p{i}", Woman(i) ? "f" : "m", "email", "30", "0" })]));

        static bool Video(int person) => person % 2 == 0;
        static bool Woman(int person) => person / 2 % 2 == 0;
        static bool Clicks(int person) => Video(person) && Woman(person) ? person / 4 % 10 != 0 : person / 4 % 10 == 0;
    }
}
