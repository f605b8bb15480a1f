using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.Lookalike;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Lookalike;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.RealData;

/// <summary>
/// Lookalike audiences of public data beside a model without privacy, which gradient-boosted trees make of the same people and columns: both ranked, both measured exactly on the same held-out people.
/// Means over runs with other noise and other people held out.
/// </summary>
public sealed class LookalikeRealDataTests(ITestOutputHelper output)
{
    private const int Runs = 4;

    private static readonly string[] s_genres =
    [
        "unknown", "Action", "Adventure", "Animation", "Children", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller",
        "War", "Western",
    ];

    /// <summary>ρ and the ε that it comes to at δ = 10⁻⁶, for both together.</summary>
    private static readonly (long NanoRho, string Epsilon)[] s_prices = [(25_000_000, "1"), (180_000_000, "3"), (1_000_000_000, "8")];

    [Fact]
    public void Clickers_of_a_campaign_are_found_among_all_users_almost_as_well_as_without_privacy()
    {
        string[][] rows = [.. File.ReadLines(SharedData.Require("data", "ydata_ctr", "ctr_60k.csv")).Skip(1).Select(line => line.Split(','))];
        string[] features = ["product", "user_group_id", "gender", "age_level", "user_depth", "city_development_index", "var_1"];
        int[] columns = [3, 8, 9, 10, 11, 12, 13];
        Scene scene = SceneOf(
            [.. features.Zip(columns, (name, column) => Category(name, [.. rows.Select(row => row[column]).Where(cell => cell.Length > 0).Distinct().Order(StringComparer.Ordinal)]))],
            [.. rows.Select(row => (string?[])[row[2], .. columns.Select(column => row[column].Length == 0 ? null : row[column])])],
            rows.Where(row => row[4] == "359520" && row[14] == "1").Select(row => row[2]).Distinct());
        Compare("clickers of campaign 359520", scene, atLeast: 0.7);
    }

    [Fact]
    public void Lovers_of_a_genre_are_found_by_what_else_they_rate()
    {
        string folder = SharedData.Require("data", "movielens_100k");
        Dictionary<string, string[]> films = File.ReadLines(Path.Combine(folder, "u.item"), System.Text.Encoding.Latin1).Select(line => line.Split('|')).ToDictionary(film => film[0], film => film[5..]);
        ILookup<string, (string[] Genres, int Stars)> ratings = File.ReadLines(Path.Combine(folder, "u.data")).Select(line => line.Split('\t'))
            .ToLookup(row => row[0], row => (films[row[1]], int.Parse(row[2], CultureInfo.InvariantCulture)));
        int[] others = [.. Enumerable.Range(0, s_genres.Length).Where(genre => s_genres[genre] != "Sci-Fi")];
        string[][] users = [.. File.ReadLines(Path.Combine(folder, "u.user")).Select(line => line.Split('|'))];
        int loved = Array.IndexOf(s_genres, "Sci-Fi");
        Scene scene = SceneOf(
            [
                Category("gender", ["F", "M"]), Category("occupation", [.. users.Select(user => user[3]).Distinct().Order(StringComparer.Ordinal)]), Number("age", 100),
                .. others.Select(genre => Number(s_genres[genre], 100)),
            ],
            [.. users.Select(user => (string?[])[user[0], user[2], user[3], user[1], .. others.Select(genre => Percent(ratings[user[0]], genre))])],
            users.Where(user => ratings[user[0]].Count(rating => rating.Genres[loved] == "1" && rating.Stars >= 4) >= 12).Select(user => user[0]));
        Compare("who rated a dozen films of science fiction highly", scene, atLeast: 0);
    }

    private static string Percent(IEnumerable<(string[] Genres, int Stars)> ratings, int genre)
    {
        (string[] Genres, int Stars)[] all = [.. ratings];
        return (100 * all.Count(rating => rating.Genres[genre] == "1") / Math.Max(1, all.Length)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Recall of the best tenth and fifth, with privacy and without; with the largest ε the private model keeps so much of what the other has above chance.</summary>
    private void Compare(string what, Scene scene, double atLeast)
    {
        LookalikeTerms terms = (LookalikeTerms)scene.Agreement.Queries[0];
        int seed = Town.IdsOf(scene, scene.Table(terms.Seed).Terms).Count;
        output.WriteLine($"{what}: {seed} of {Town.IdsOf(scene, scene.Table(terms.Audience).Terms).Count} people");
        (double tenth, double fifth) = Mean(scene, s_prices[0].NanoRho, (plan, audience, _) => RankWithoutPrivacy(audience));
        output.WriteLine($"  without privacy: relevance {tenth * 10:0.00} at 10 %, {fifth * 5:0.00} at 20 %");
        double last = 0;
        foreach ((long nanoRho, string epsilon) in s_prices)
        {
            (double privateTenth, double privateFifth) = Mean(scene, nanoRho, (plan, audience, run) => plan.Rank(audience, LookalikeTests.Model(run), 1).Best(audience.People.Count).ToArray());
            output.WriteLine($"  epsilon {epsilon}: relevance {privateTenth * 10:0.00} at 10 %, {privateFifth * 5:0.00} at 20 %");
            last = privateFifth;
        }

        Assert.True(last - 0.2 >= atLeast * (fifth - 0.2), $"{last} against {fifth}");
    }

    private static (double Tenth, double Fifth) Mean(Scene scene, long nanoRho, Func<LookalikePlan, BoundedAudience, Run, int[]> rank)
    {
        (double tenth, double fifth) = (0, 0);
        for (int seed = 1; seed <= Runs; seed++)
        {
            using Run run = new(scene, Town.Ask with { NanoRho = nanoRho }, seed);
            BoundedAudience audience = (BoundedAudience)run.Bounded;
            int[] ranked = rank((LookalikePlan)run.Plan, audience, run);
            tenth += Recall(audience, ranked, 10) / Runs;
            fifth += Recall(audience, ranked, 5) / Runs;
        }

        return (tenth, fifth);
    }

    private static double Recall(BoundedAudience audience, int[] ranked, int part)
    {
        bool IsWanted(int place) => audience.IsHeldOut[place] && audience.IsSeed[place];
        return ranked.Take(ranked.Length / part).Count(IsWanted) / (double)ranked.Count(IsWanted);
    }

    private static int[] RankWithoutPrivacy(BoundedAudience audience)
    {
        int[] everybody = [.. Enumerable.Range(0, audience.People.Count)];
        int[] training = [.. everybody.Where(place => !audience.IsHeldOut[place])];
        BoosterOptions options = BoosterOptions.Default with { Objective = Objective.Binary, NumIterations = 60, NumLeaves = 8, LearningRate = 0.1, MinDataInLeaf = 20, LambdaL2 = 5, NumThreads = 1 };
        Booster booster = Booster.Train(
            TrainingData.Create(Features(audience, training), [.. training.Select(place => audience.IsSeed[place] ? 1.0 : 0)], [], options), null, options, null, CancellationToken.None);
        double[] scores = new double[everybody.Length];
        booster.PredictRaw(Features(audience, everybody), scores, 1);
        return [.. everybody.OrderByDescending(place => scores[place])];
    }

    private static FeatureTable Features(BoundedAudience audience, int[] places) => new([.. audience.Values.Select((values, index) =>
    {
        AudienceValues taken = values.At(places);
        return taken.Codes.Length > 0 ? FeatureColumn.Categorical($"f{index}", taken.Codes) : FeatureColumn.Numeric($"f{index}", taken.Numbers);
    })]);

    private static Scene SceneOf(ColumnTerms[] features, string?[][] people, IEnumerable<string> seed)
    {
        DatasetTerms audience = Town.Audience with { Columns = [Town.Audience.Columns[0], .. features] };
        LookalikeTerms terms = Town.Terms with { MinimumSeed = 1, Features = [.. features.Select(feature => Scene.Column(audience, feature.Name))] };
        return new Scene(
            Sample.Agreement(terms) with { Datasets = [audience, Town.Seed, Town.Existing] }, [new SceneTable(audience, people), new SceneTable(Town.Seed, [.. seed.Select(id => new[] { id })])]);
    }

    private static ColumnTerms Category(string name, string[] values) =>
        new() { Name = name, Type = Agreements.ColumnType.String, Role = ColumnRole.Categorical, Domain = new VocabularyDomain { Values = values } };

    private static ColumnTerms Number(string name, int maximum) =>
        new() { Name = name, Type = Agreements.ColumnType.Int64, Role = ColumnRole.Numeric, Domain = new RangeDomain { Minimum = 0, Maximum = maximum } };
}
