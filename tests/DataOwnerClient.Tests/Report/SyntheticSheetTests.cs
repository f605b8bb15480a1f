using System.Globalization;
using System.Xml.Linq;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sections;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

public sealed class SyntheticSheetTests
{
    private static readonly SyntheticAnswer s_answer = Made.Answer with
    {
        Rows = 1000,
        Columns =
        [
            Made.Values("ads", "title", ["rare", "common", ""], [.. Enumerable.Range(0, 1000).Select(row => (ushort)(row % 10 == 0 ? 0 : row % 10 == 1 ? 2 : 1))]),
            Made.Values("ads", "age", ["20", "40", "60", ""], [.. Enumerable.Range(0, 1000).Select(row => (ushort)(row % 10 < 2 ? 2 : 0))]),
        ],
    };

    private static readonly Sheet s_sheet = SyntheticSheet.Of(Ask(SyntheticDependences.Adaptive), s_answer);

    [Fact]
    public void What_the_rows_are_stands_first()
    {
        Assert.Equal("1,000 rows of 2 columns that look like 1,200 true ones and are of nobody; dependences of pairs chosen one after another.", s_sheet.Lead);
        Assert.EndsWith("along a tree of pairs.", SyntheticSheet.Of(Ask(SyntheticDependences.Tree), s_answer).Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_are_shown_by_frequency_and_numbers_in_their_order_with_the_reach_of_the_noise()
    {
        SheetTable titles = s_sheet.Tables.Single(table => table.Caption == "ads.title among the made rows");
        Assert.Equal(["common", "rare", "(none, or another)"], titles.Rows.Select(row => row.Label));

        // A deviation of 8 rows of 1,200: 1.96·8/1200.
        Assert.Equal((0.8, 0.78693, 0.81307), Rounded(titles.Rows[0].Figures[0]!.Value));
        SheetTable ages = s_sheet.Tables.Single(table => table.Caption == "ads.age among the made rows");
        Assert.Equal(["20", "40", "60", "(none, or another)"], ages.Rows.Select(row => row.Label));
        Assert.Equal([0.8, 0, 0.2, 0], ages.Rows.Select(row => row.Figures[0]!.Value.Estimate));
    }

    [Fact]
    public void The_map_has_a_cell_for_every_two_columns_and_its_numbers_in_a_table()
    {
        SheetGrid grid = Assert.Single(s_sheet.Grids);
        Assert.Equal(["title", "age"], grid.Labels);
        Assert.Equal(1, grid.Values[0][1], 0.01);
        XElement page = Page(s_sheet);
        XElement map = page.Descendants("svg").Single(svg => (string?)svg.Attribute("class") == "square map");
        Assert.Equal(["self", "heat", "heat", "self"], map.Descendants("rect").Select(cell => (string)cell.Attribute("class")!));
        Assert.Equal(1, double.Parse(map.Descendants("rect").ElementAt(1).Attribute("fill-opacity")!.Value, CultureInfo.InvariantCulture), 0.01);
        Assert.Equal("1.00", page.Descendants("table").Last().Descendants("td").Last().Value);
        Assert.Contains(page.Descendants("svg"), svg => (string?)svg.Attribute("class") == "lane");
    }

    [Fact]
    public void Hostile_names_stay_texts()
    {
        const string Hostile = "</text><script>alert(1)</script>\u202E";
        SyntheticAnswer hostile = s_answer with { Columns = [.. s_answer.Columns.Select((column, i) => column with { Column = Made.Column("ads", Hostile + i), Values = [.. column.Values.Select((_, value) => Hostile + value)] })] };
        HtmlText html = new();
        SheetSection.Write(html, SyntheticSheet.Of(Ask(SyntheticDependences.Adaptive), hostile));
        Assert.DoesNotContain("<script", html.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html.ToString());
    }

    [Fact]
    public void Rows_that_noise_may_have_made_alone_are_called_so()
    {
        const string Said = "There may have been no true rows at all";
        Assert.DoesNotContain(s_sheet.Notes, note => note.StartsWith(Said, StringComparison.Ordinal));
        Sheet drowned = SyntheticSheet.Of(Ask(SyntheticDependences.Adaptive), s_answer with { LearnedRows = new Figure { Estimate = 3, Low = 0, High = 90 } });
        Assert.Contains(drowned.Notes, note => note.StartsWith(Said, StringComparison.Ordinal));
        Assert.All(drowned.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Figures).OfType<ReportFigure>(), figure => Assert.True(double.IsFinite(figure.High)));
    }

    [Fact]
    public void Where_the_use_of_the_rows_was_measured_both_models_stand_beside_each_other()
    {
        ModelQuality Quality(double auc) => new()
        {
            Rows = Of(100),
            PositiveRate = Of(0.1),
            Auc = Of(auc),
            LogLoss = Of(0.3),
            NormalisedEntropy = Of(0.9),
            Calibration = Of(1),
            TopDecileLift = Of(2),
            CalibrationCurve = [],
        };
        SyntheticAnswer measured = s_answer with
        {
            Utility = [new SyntheticUtility { Label = Made.Column("ads", "clicked"), TrainedOnMade = Quality(0.71), TrainedOnTrue = Quality(0.73), AucDifference = Of(-0.02) }],
        };
        SheetTable table = SyntheticSheet.Of(Ask(SyntheticDependences.Adaptive), measured).Tables.Single(each => each.Caption.StartsWith("Predicting ads.clicked", StringComparison.Ordinal));
        Assert.Equal([0.71, 0.73], table.Rows[0].Figures.Select(figure => figure!.Value.Estimate));
        Assert.Equal(-0.02, table.Rows[^1].Figures[0]!.Value.Estimate);
        Assert.Contains(SyntheticText.Write(measured), line => line.StartsWith("predicting ads.clicked for people who were held out: AUC 0.7100", StringComparison.Ordinal));
        Assert.DoesNotContain(s_sheet.Tables, each => each.Caption.StartsWith("Predicting", StringComparison.Ordinal));
    }

    private static Figure Of(double value) => new() { Estimate = value, Low = value - 0.01, High = value + 0.01 };

    private static SyntheticQuery Ask(SyntheticDependences dependences) =>
        new() { Terms = TermsId.Parse("synthetic"), NanoRho = 1000, Columns = [.. s_answer.Columns.Select(column => column.Column)], Dependences = dependences, Rows = 1000, AttoDelta = 0 };

    private static (double Estimate, double Low, double High) Rounded(ReportFigure figure) => (Math.Round(figure.Estimate, 5), Math.Round(figure.Low, 5), Math.Round(figure.High, 5));

    private static XElement Page(Sheet sheet)
    {
        HtmlText html = new();
        SheetSection.Write(html, sheet);
        return XElement.Parse(html.ToString());
    }
}
