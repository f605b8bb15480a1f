using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EndToEnd.Tests.Load;

/// <summary>
/// Scoring through the endpoint as it is deployed: a room in a process of its own, TLS, each request signed by the party and verified by the room, the client's library. The large sizes are run by
/// hand (<c>--explicit only</c>); docs/measurements.md has figures.
/// </summary>
public sealed class ScoringLoadTests(TestWorld world)
{
    private static readonly TermsId s_terms = TermsId.Parse("scored");
    private static readonly string[] s_vocabulary = [.. Enumerable.Range(100, 100).Select(i => $"v{i}")];

    [Fact]
    public Task Rows_scored_one_at_a_time_and_in_batches_have_the_same_scores() => MeasureAsync(calls: 40, rows: 120_000, batches: 1);

    [Fact(Explicit = true)]
    public Task Thousands_of_rows_one_at_a_time_and_millions_in_batches() => MeasureAsync(calls: 5_000, rows: 1_000_000, batches: 20);

    private async Task MeasureAsync(int calls, int rows, int batches)
    {
        await using TestRoom room = await OpenAsync();
        JobOutcome outcome = await room.AskAsync(world.Advertiser, Ask);
        Assert.True(outcome.SignedResult is not null, string.Join('\n', outcome.Denial));
        using RoomClient client = await RoomClient.ConnectAsync(room.Address, room.Agreement, world.Advertiser.Path, TestContext.Current.CancellationToken);
        using RoomModel model = await client.OpenModelAsync(outcome.SignedResult, TestContext.Current.CancellationToken);
        double[] alone = await ScoreAloneAsync(room, model, Numbers(model.Model.Features, calls + 1), calls);
        double[] numbers = Numbers(model.Model.Features, rows);
        double[] scores = await ScoreBatchesAsync(room, model, numbers, batches);
        Assert.Equal(rows, scores.Length);
        Assert.Equal(alone, scores[..calls]);
        Assert.True(scores.Distinct().Count() > calls / 2);
    }

    private static async Task<double[]> ScoreAloneAsync(TestRoom room, RoomModel model, double[] numbers, int calls)
    {
        List<double> scores = [];
        List<double> milliseconds = [];
        Usage before = Usage.Of(room);
        for (int row = -calls; row < calls; row++)
        {
            if (row == 0)
            {
                // As many before were to warm both sides up, which are compiled anew while they run.
                (scores, milliseconds, before) = ([], [], Usage.Of(room));
            }

            Dictionary<string, string?> cells = Cells(model.Model.Features, numbers, Math.Abs(row));
            long start = Stopwatch.GetTimestamp();
            scores.AddRange(await model.ScoreAsync([cells], TestContext.Current.CancellationToken));
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            // One after the other they would be more than a party's share of a second, and the library would wait.
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        milliseconds.Sort();
        Report($"one row: p50 {milliseconds[calls / 2]:0.00} ms, p99 {milliseconds[calls * 99 / 100]:0.00} ms, p99.9 {milliseconds[calls * 999 / 1000]:0.00} ms; {Usage.Of(room).Since(before, calls, 1e3)} ms");
        return [.. scores];
    }

    private static async Task<double[]> ScoreBatchesAsync(TestRoom room, RoomModel model, double[] numbers, int batches)
    {
        double[] scores = await model.ScoreAsync(numbers, TestContext.Current.CancellationToken);
        foreach (int streams in (int[])[1, 2])
        {
            Usage before = Usage.Of(room);
            long start = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, batches * streams, new ParallelOptions { MaxDegreeOfParallelism = streams, CancellationToken = TestContext.Current.CancellationToken }, async (_, cancellationToken) =>
                Assert.Equal(scores.Length, (await model.ScoreAsync(numbers, cancellationToken)).Length));
            long scored = (long)scores.Length * batches * streams;
            Report($"batches, {streams} at a time: {scored / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6:0.00} M rows/s; {Usage.Of(room).Since(before, scored, 1e9)} ns a row");
        }

        return scores;
    }

    private static void Report(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Numbers and codes of which some are missing; the same each time.</summary>
    private static double[] Numbers(IReadOnlyList<ModelFeature> features, int rows)
    {
        double[] numbers = new double[rows * features.Count];
        for (int cell = 0; cell < numbers.Length; cell++)
        {
            uint mixed = unchecked((uint)cell * 2654435761);
            numbers[cell] = (mixed >> 8 & 15) == 0 ? double.NaN : features[cell % features.Count].Domain is CategoryDomain category ? (mixed >> 12) % category.Values.Count : (mixed >> 12) % 2001 / 100.0;
        }

        return numbers;
    }

    private static Dictionary<string, string?> Cells(IReadOnlyList<ModelFeature> features, double[] numbers, int row) => features.Index().ToDictionary(
        each => each.Item.Name,
        each => numbers[(row * features.Count) + each.Index] is double number && double.IsNaN(number) ? null
            : each.Item.Domain is CategoryDomain category ? category.Values[(int)number]
            : number.ToString("R", CultureInfo.InvariantCulture));

    private async Task<TestRoom> OpenAsync()
    {
        Deal deal = world.Agree(standard => standard with
        {
            Datasets = [Widen(standard.Datasets[0], 2), Widen(standard.Datasets[1], 6)],
            Queries = [Terms()],
        });
        TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds, table: Widen(People.Publisher(), 2));
        await room.FillAsync(StandardAgreement.Ads, table: Widen(People.Advertiser(), 6));
        return room;
    }

    /// <summary>So many categories of a hundred values, and so many numbers, beside the standard columns.</summary>
    private static DatasetTerms Widen(DatasetTerms dataset, int pairs) => dataset with
    {
        Columns =
        [
            .. dataset.Columns,
            .. Enumerable.Range(0, pairs).Select(i => new ColumnTerms { Name = $"c{i}", Type = ColumnType.String, Role = ColumnRole.Categorical, Domain = new VocabularyDomain { Values = s_vocabulary } }),
            .. Enumerable.Range(0, pairs).Select(i => new ColumnTerms { Name = $"x{i}", Type = ColumnType.Double, Role = ColumnRole.Numeric, Domain = new RangeDomain { Minimum = 0, Maximum = 20 } }),
        ],
    };

    private static Table Widen(Table table, int pairs) => new(
    [
        .. table.Columns,
        .. Enumerable.Range(0, pairs).Select(i => new StringColumn($"c{i}", [.. Enumerable.Range(0, table.RowCount).Select(row => s_vocabulary[row * (i + 7) % 100])])),
        .. Enumerable.Range(0, pairs).Select(i => new DoubleColumn($"x{i}", [.. Enumerable.Range(0, table.RowCount).Select(row => row * (i + 3) % 41 / 2.0)])),
    ]);

    private static IEnumerable<ColumnReference> Columns(DatasetId dataset, int pairs) =>
        Enumerable.Range(0, pairs).SelectMany(i => new[] { $"c{i}", $"x{i}" }).Select(column => new ColumnReference { Dataset = dataset, Column = column });

    /// <summary>Seventeen features: six categories and six numbers of the rows, two and two of the partner's, and how many rows the person has there.</summary>
    private PrivateModelTerms Terms() => new()
    {
        Id = s_terms,
        Requesters = [world.Advertiser.Id],
        Recipients = [world.Advertiser.Id],
        MaximumNanoRho = StandardAgreement.MaximumNanoRho,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = StandardAgreement.Ads,
        Partner = StandardAgreement.Feeds,
        Label = new ColumnReference { Dataset = StandardAgreement.Ads, Column = "label" },
        Features = [.. Columns(StandardAgreement.Ads, 6), .. Columns(StandardAgreement.Feeds, 2)],
        Kinds = [PrivateModelKind.Additive],
        Protects = ProtectedPeople.Everybody,
        HeldOutPercent = 40,
        RowsPerPerson = 2,
        ScoreBins = 16,
        HashBuckets = 16,
        MaximumRounds = 10,
        Segments = [],
        IntendedUse = "To rank advertisements.",
    };

    private static PrivateModelQuery Ask { get; } = new()
    {
        Terms = s_terms,
        NanoRho = StandardAgreement.MaximumNanoRho,
        Model = PrivateModelKind.Additive,
        Rounds = 4,
        ClipPercent = 100,
        CalibrationPermille = 100,
        QualityPermille = 100,
        Compare = false,
        Segments = [],
    };

    /// <summary>The processor time of the room's process and of this one, which is the client.</summary>
    private readonly record struct Usage(double Room, double Client)
    {
        internal static Usage Of(TestRoom room)
        {
            using Process process = Process.GetProcessById(room.ProcessId);
            return new Usage(process.TotalProcessorTime.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds);
        }

        internal string Since(Usage before, long count, double unit) =>
            string.Create(CultureInfo.InvariantCulture, $"processor time of the room {(Room - before.Room) * unit / count:0.00}, of the client {(Client - before.Client) * unit / count:0.00}");
    }
}
