using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Synthetic;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Synthetic;

/// <summary>The example of docs/questions/synthetic.md, computed again; and that the noise which a preview promises is the noise of the answer.</summary>
public sealed class SyntheticPageTests
{
    private const long Noiseless = 10_000_000_000_000;

    private static readonly QuestionPage s_page = new("synthetic.md");
    private static readonly SyntheticQuery s_query = s_page.Query<SyntheticQuery>();

    private static readonly SyntheticTerms s_terms = new()
    {
        Id = s_query.Terms,
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Scene.Ads.Id,
        Joined = [Scene.Members.Id],
        Columns = [.. s_query.Columns.Select(column => new SyntheticColumn { Column = column, Bins = 0, Chosen = 0 })],
        Impossible = [],
        RowsPerPerson = 2,
        MaximumRows = 100_000,
        MaximumAdvantagePermille = 1000,
        MaximumSinglingOutPermille = 1000,
    };

    [Fact]
    public void Without_noise_made_rows_have_the_shares_that_the_page_counts_by_hand()
    {
        Scene scene = Example();
        int rows = int.Parse(Lines().Single(line => line[0] == "rows that may be learned from")[1], CultureInfo.InvariantCulture);
        int seed = Enumerable.Range(1, 40).First(candidate =>
        {
            using Run run = new(scene, s_query, candidate);
            return Assert.IsType<BoundedCodes>(run.Bounded) is { HeldOut.Count: 0 } bounded && bounded.People.Length == rows;
        });
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(scene, s_query with { NanoRho = Noiseless }, seed);
        Assert.Equal(rows, answer.LearnedRows.Estimate, 0.01);
        foreach (string[] line in Lines().Where(line => line[0] != "rows that may be learned from"))
        {
            (string column, string value) = (line[0].Split(' ')[0], line[0].Split(' ')[1]);
            SyntheticValues values = answer.Columns.Single(known => known.Column.Column == column);
            Assert.True(SyntheticCodes.TryRead(values, answer.Rows, out ushort[]? codes));
            int place = values.Values.ToList().IndexOf(value);
            double made = (double)codes.Count(code => code == place) / answer.Rows * rows;
            Assert.Equal((line[0], int.Parse(line[1], CultureInfo.InvariantCulture)), (line[0], (int)Math.Round(made)));
        }
    }

    [Fact]
    public void The_widths_of_the_page_are_those_of_the_questions_noise()
    {
        SyntheticNoise noise = SyntheticNoise.Expected(Example().Agreement, s_terms, s_query);
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Example(), s_query);
        foreach (string[] line in Lines())
        {
            double width = line[0] == "rows that may be learned from"
                ? WidthOfRows(answer, noise)
                : noise.Columns.Single(column => column.Column.Column == line[0].Split(' ')[0]).HalfWidth;
            Assert.Equal((line[0], line[2]), (line[0], $"± {Math.Ceiling(width).ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    [Theory]
    [InlineData(SyntheticDependences.Tree, 50_000_000)]
    [InlineData(SyntheticDependences.Adaptive, 50_000_000)]
    [InlineData(SyntheticDependences.Tree, 1_000_000)]
    [InlineData(SyntheticDependences.Adaptive, 1_000_000)]
    public void What_a_preview_expects_is_the_noise_that_the_answer_states(SyntheticDependences dependences, long nanoRho)
    {
        SyntheticQuery query = s_query with { Dependences = dependences, NanoRho = nanoRho };
        SyntheticNoise expected = SyntheticNoise.Expected(Example().Agreement, s_terms, query);
        SyntheticAnswer answer = Run.Answer<SyntheticAnswer>(Example(), query);
        SyntheticMeasurement[] columns = [.. answer.Measurements.Where(each => each.Columns.Count == 1)];
        Assert.Equal(expected.Columns.Select(column => column.Column), columns.Select(each => each.Columns[0]));
        Assert.All(expected.Columns.Zip(columns), pair => Assert.Equal(pair.First.Deviation, pair.Second.Deviation, pair.First.Deviation * 0.01));
        SyntheticMeasurement first = answer.Measurements.First(each => each.Columns.Count == 2);
        Assert.Equal(expected.PairDeviation, first.Deviation, expected.PairDeviation * 0.01);
        Assert.All(answer.Measurements.Where(each => each.Columns.Count == 2), each => Assert.True(each.Deviation < expected.PairDeviation * 1.01));

        // So is that of the checks, and of measuring a model of the clicks.
        SyntheticQuery used = query with { Utility = [query.Columns.Single(column => column.Column == "clicked")] };
        PrivacyPlan plan = QueryPlanner.Plan(Example().Agreement, used).Privacy;
        double Deviation(string name) => Math.Sqrt(Assert.IsType<NoisyCounts>(plan.Mechanisms.Single(mechanism => mechanism is NoisyCounts && mechanism.Name == name)).Noise.Variance);
        Assert.Equal(Deviation("safety: closest"), expected.NearnessDeviation, expected.NearnessDeviation * 0.01);
        Assert.Equal(Deviation("safety: singling out"), expected.SinglingOutDeviation, expected.SinglingOutDeviation * 0.01);
        double measured = SyntheticNoise.Expected(Example().Agreement, s_terms, used).UtilityDeviation;
        Assert.Equal(Math.Sqrt(Assert.IsType<NoisyCounts>(plan.Mechanisms[^1]).Noise.Variance), measured, measured * 0.01);
        Assert.Equal(0, expected.UtilityDeviation);
    }

    // The rows are as many as each column adds up to; those of fewer and less noisy counts weigh more.
    private static double WidthOfRows(SyntheticAnswer answer, SyntheticNoise noise)
    {
        double deviation = 1 / Math.Sqrt(noise.Columns.Sum(column => 1 / (column.Values * column.Deviation * column.Deviation)));
        double tails = Math.Sqrt(2 * Math.Log(40));
        Assert.Equal(answer.LearnedRows.Estimate + (tails * deviation), answer.LearnedRows.High, 0.5);
        return tails * deviation;
    }

    private static IReadOnlyList<string[]> Lines() => s_page.Table("figure", "true value", "within");

    private static Scene Example()
    {
        ExamplePage example = new("synthetic");
        return Scene.Of(s_terms, example.Table(Scene.Ads), example.Table(Scene.Members));
    }
}
