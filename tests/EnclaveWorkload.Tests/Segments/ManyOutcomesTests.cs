using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Segments;

/// <summary>As many outcomes as terms may have, of numbers and of texts, with and without absent cells.</summary>
public sealed class ManyOutcomesTests
{
    private const int Outcomes = 8;
    private const int Rows = 120;

    private static readonly DatasetTerms s_views = Dataset(
        "views",
        [
            new ColumnTerms { Name = "id", Type = ColumnType.String, Role = ColumnRole.Id, Domain = new UndisclosedDomain() },
            .. Enumerable.Range(0, Outcomes).Select(i => new ColumnTerms
            {
                Name = $"did{i}", Type = IsText(i) ? ColumnType.String : ColumnType.Int64, Role = ColumnRole.Label, Domain = new LabelDomain { Positive = IsText(i) ? "yes" : "1" },
            }),
        ]);

    private static readonly DatasetTerms s_buyers = Dataset("buyers", [s_views.Columns[0]]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_outcome_is_counted_for_itself(bool withAmount)
    {
        AmountTerms amount = new() { Column = Scene.Column(s_views, "did0"), UnitsPerOne = 1, Lowest = 0, Highest = Rows };
        SegmentsQuery query = Sample.AskSegments() with
        {
            NanoRho = 1_000_000_000_000_000_000,
            AttoDelta = 0,
            Measures =
            [
                withAmount ? new AmountMeasure { Name = MeasureName.Parse("rows"), Column = amount.Column } : new RowsMeasure { Name = MeasureName.Parse("rows") },
                .. Enumerable.Range(0, Outcomes).Select(i => new OutcomeMeasure { Name = MeasureName.Parse($"n{i}"), Column = Scene.Column(s_views, $"did{i}") }),
            ],
        };
        SegmentsTerms terms = Sample.Segments with
        {
            MaximumNanoRho = query.NanoRho,
            Rows = s_views.Id,
            Partners = [s_buyers.Id],
            Keys = [],
            Filters = [],
            Outcomes = [.. Enumerable.Range(0, Outcomes).Select(i => Scene.Column(s_views, $"did{i}"))],
            Amounts = [amount],
            RowsPerPersonAndGroup = Rows,
        };
        Agreement agreement = Sample.Agreement(terms) with { Datasets = [s_views, s_buyers] };
        string[] ids = [.. Enumerable.Range(0, Rows).Select(row => $"p{row % 7}")];
        Table views = new(
            [new StringColumn("id", ids), .. Enumerable.Range(0, Outcomes).Select(Column)]);
        using TableRun run = new(agreement, query, views, new Table(new StringColumn("id", [.. ids.Distinct()])));
        SegmentsAnswer answer = Assert.IsType<SegmentsAnswer>(run.Compute().Value);
        Assert.Equal(withAmount ? Times(0) : Rows, FigureOf(answer, "rows"));
        for (int i = 0; i < Outcomes; i++)
        {
            Assert.Equal(Times(i), FigureOf(answer, $"n{i}"));
        }
    }

    private static double FigureOf(SegmentsAnswer answer, string name) => answer.Total.Single(figure => figure.Measure == MeasureName.Parse(name)).Figure.Estimate;

    private static int Times(int outcome) => Enumerable.Range(0, Rows).Count(row => Has(outcome, row));

    private static bool Has(int outcome, int row) => row % (outcome + 2) == 0 && !IsAbsent(outcome, row);

    private static bool IsAbsent(int outcome, int row) => outcome % 3 == 1 && row % 5 == 0;

    private static bool IsText(int outcome) => outcome % 2 == 1;

    private static Column Column(int outcome) => IsText(outcome)
        ? new StringColumn($"did{outcome}", [.. Enumerable.Range(0, Rows).Select(row => IsAbsent(outcome, row) ? null : Has(outcome, row) ? "yes" : "no")])
        : new Int64Column(
            $"did{outcome}",
            [.. Enumerable.Range(0, Rows).Select(row => row % (outcome + 2) == 0 ? 1L : 0)],
            new Bitmap([.. Enumerable.Range(0, Rows).Select(row => !IsAbsent(outcome, row))]));

    private static DatasetTerms Dataset(string id, IReadOnlyList<ColumnTerms> columns) => Scene.Ads with { Id = DatasetId.Parse(id), MaximumRowsPerPerson = Rows, Columns = columns };
}
