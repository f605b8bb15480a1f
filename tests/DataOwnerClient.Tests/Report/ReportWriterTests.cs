using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

public sealed partial class ReportWriterTests
{
    private const string Hostile = "</bdi></td><script>alert(1)</script><img src=x onerror='alert(2)'>\"&\u202Egnp\0";

    private static readonly string s_page = ReportWriter.Write(SampleReport.Model);

    [Fact]
    public void The_page_asks_for_nothing_and_runs_nothing()
    {
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", s_page, StringComparison.Ordinal);
        foreach (string forbidden in (string[])["<script", "http:", "https:", " src=", "href=", "url(", "@import", "@font-face", "<iframe", "<object", "<form", " onerror=", " onload="])
        {
            Assert.DoesNotContain(forbidden, s_page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Hostile_texts_stay_texts_wherever_they_stand()
    {
        string page = ReportWriter.Write(Fill(SampleReport.Model, Hostile));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\0', page);
        Assert.Contains("&lt;/bdi&gt;&lt;/td&gt;&lt;script&gt;alert(1)", page, StringComparison.Ordinal);

        // The page with hostile texts has the same tags, attribute for attribute, as the page with harmless ones.
        string harmless = ReportWriter.Write(Fill(SampleReport.Model, "harmless"));
        Assert.Equal(Skeleton(harmless), Skeleton(page));
    }

    [Fact]
    public void Every_text_of_the_model_is_shown()
    {
        string page = ReportWriter.Write(Fill(SampleReport.Model, "needle"));
        Assert.True(CountOf(page, "needle") > 40, "some texts are not shown");
    }

    [Fact]
    public void Every_plotted_number_stands_in_a_table()
    {
        XElement body = Body(s_page);
        HashSet<string> inTables = [.. body.Descendants("td").Select(cell => string.Concat(cell.Nodes().OfType<XText>().Select(text => text.Value)))];
        string[] plotted =
        [
            .. body.Descendants("span").Where(span => HasClass(span, "value") && !span.Elements().Any()).Select(span => span.Value.Replace(" spent", "")),
            .. body.Descendants("span").Where(span => HasClass(span, "value")).SelectMany(span => span.Elements("span")).Select(span => span.Value),
            .. body.Descendants("p").Where(p => HasClass(p, "edge")).Select(p => p.Element("b")!.Value),
        ];
        Assert.True(plotted.Length > 40);
        Assert.All(plotted, number => Assert.Contains(number, inTables));

        int calibrationPoints = SampleReport.Model.Models.Sum(model => model.With.CalibrationCurve.Count + model.Without.CalibrationCurve.Count);
        int calibrationMarks = body.Descendants("svg").Where(svg => HasClass(svg, "square")).Descendants("path").Count(path => HasClass(path, "mark"));
        int calibrationRows = body.Descendants("caption").Where(caption => caption.Value.StartsWith("Predicted", StringComparison.Ordinal)).Sum(caption => caption.Parent!.Element("tbody")!.Elements("tr").Count());
        Assert.Equal(calibrationPoints, calibrationMarks);
        Assert.Equal(calibrationPoints, calibrationRows);
    }

    [Fact]
    public void Marks_lie_where_their_numbers_say()
    {
        ReportModel model = SampleReport.Model with
        {
            Segments = [Rates([Line("a", 0.02, 0.01, 0.03), Line("b", 0.04, 0.03, 0.05)])],
        };
        XElement body = Body(ReportWriter.Write(model));
        XElement rows = body.Descendants("h2").Single(h2 => h2.Value.StartsWith("Segments", StringComparison.Ordinal)).Parent!.Elements("div").First();
        double[] marks = [.. rows.Descendants("path").Where(path => HasClass(path, "mark")).Select(Start)];
        double[] ticks = [.. rows.Descendants("span").First(span => HasClass(span, "axis")).Elements().Select(tick => double.Parse(tick.Attribute("style")!.Value[5..^1], CultureInfo.InvariantCulture) * 10)];
        string[] labels = [.. rows.Descendants("span").First(span => HasClass(span, "axis")).Elements().Select(tick => tick.Value)];
        Assert.Equal(ticks[Array.IndexOf(labels, "4\u202F%")], marks[0], 0.1);
        Assert.Equal(ticks[Array.IndexOf(labels, "2\u202F%")], marks[1], 0.1);

        static double Start(XElement path) => double.Parse(path.Attribute("d")!.Value[1..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Plots_have_a_text_for_those_who_do_not_see_them()
    {
        XElement body = Body(s_page);
        XElement[] plots = [.. body.Descendants().Where(element => (string?)element.Attribute("role") == "img")];
        Assert.True(plots.Length >= 8);
        Assert.All(plots, plot => Assert.True(plot.Attribute("aria-label")!.Value.Length > 20));
        Assert.All(
            body.Descendants("svg").Where(svg => (string?)svg.Attribute("role") != "img"),
            svg => Assert.Equal("true", (string?)svg.Attribute("aria-hidden")));
        Assert.All(body.Descendants("table"), table => Assert.NotNull(table.Element("caption")));
    }

    [Fact]
    public void The_warnings_stand_before_every_number()
    {
        int warning = s_page.IndexOf("training users are not covered", StringComparison.Ordinal);
        Assert.InRange(warning, 0, s_page.IndexOf("class=\"tiles\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_does_not_hold_is_said_in_words()
    {
        ReportModel model = SampleReport.Model with { Verification = [new CheckLine("Report", "debuggable", Holds: false), new CheckLine("Result", "signed", Holds: true)] };
        string page = ReportWriter.Write(model);
        Assert.Contains("1 of 2 links do not hold. Do not rely on these numbers.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("All 2 links hold", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_drowned_in_noise_is_called_so()
    {
        const string Said = "nothing can be read off these figures";
        Assert.DoesNotContain(Said, s_page, StringComparison.Ordinal);
        ModelFigures model = SampleReport.Model.Models[0];
        ReportModel drowned = SampleReport.Model with { Models = [model with { With = model.With with { Auc = new ReportFigure(0.5, 0, 1) } }] };
        Assert.Contains(Said, ReportWriter.Write(drowned), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_answers_is_a_whole_page()
    {
        ReportModel empty = SampleReport.Model with
        {
            Warnings = [],
            Parties = [],
            Steps = [],
            Overlaps = [],
            Segments = [],
            Models = [],
            Attributions = [],
            Sheets = [],
            Lifts = [],
            Budgets = [],
            Costs = [],
            Mechanisms = [],
            Verification = [],
            Refusals = [],
        };
        Assert.Empty(Body(ReportWriter.Write(empty)).Descendants("section"));
    }

    [Fact]
    public void Noise_that_leaves_the_possible_range_breaks_no_plot()
    {
        ReportFigure nothing = new(-3, -40, 35);
        ReportModel model = SampleReport.Model with
        {
            Overlaps = [SampleReport.Model.Overlaps[0] with { Both = nothing, Left = nothing }],
            Segments = [Rates([Line("a", 0, 0, 0)]), Rates([]), Rates([Line("a", -0.01, -0.02, 0.4)]), Rates([new SegmentLine(["a"], [null, null, null])])],
            Budgets = [new BudgetLine("a", "b", 0, 0, 0, 0)],
            Steps = [new StepLine("s", "", TimeSpan.Zero)],
        };
        string page = ReportWriter.Write(model);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
        Assert.All(Body(page).Descendants("rect"), bar => Assert.InRange(double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture), 0, 1000));
    }

    [Theory]
    [InlineData(12884.4, "12,884")]
    [InlineData(-3, "−3")]
    public void Counts_are_written_with_separators(double value, string expected) => Assert.Equal(expected, Numbers.Count(value));

    [Theory]
    [InlineData(0.6456, "64.6\u202F%")]
    [InlineData(0.02618, "2.62\u202F%")]
    [InlineData(0.00031, "0.031\u202F%")]
    [InlineData(1, "100.0\u202F%")]
    public void Shares_are_written_as_percentages(double value, string expected) => Assert.Equal(expected, Numbers.Percent(value));

    [Theory]
    [InlineData(0.0078125, "0.0078125")]
    [InlineData(0, "0")]
    [InlineData(1e-9, "1\u00A0×\u00A010⁻⁹")]
    [InlineData(2.5e-12, "2.5\u00A0×\u00A010⁻¹²")]
    public void Privacy_parameters_lose_no_digit(double value, string expected) => Assert.Equal(expected, Numbers.Parameter(value));

    [Fact]
    public void An_epsilon_is_rounded_up() => Assert.Equal("0.513", Numbers.Epsilon(0.51201));

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_and_marks_stand_out_from_their_ground(string scheme)
    {
        Dictionary<string, string> colours = Colours(scheme);
        foreach (string text in (string[])["ink", "soft", "first", "second", "good", "bad"])
        {
            Assert.True(Contrast(colours[text], colours["card"]) >= 4.5, $"{text} on a card in {scheme}: {Contrast(colours[text], colours["card"]):0.00}");
        }

        Assert.True(Contrast(colours["ink"], colours["warn"]) >= 4.5);
        Assert.True(Contrast(colours["soft"], colours["page"]) >= 4.5);
        Assert.True(Contrast(colours["second"], colours["page"]) >= 4.5);
        Assert.True(Contrast(colours["second"], colours["left"]) >= 3);
    }

    private static SegmentLine Line(string value, double rate, double low, double high) =>
        new([value], [new ReportFigure(100, 90, 110), new ReportFigure(2, 1, 3), new ReportFigure(rate, low, high)]);

    private static SegmentFigures Rates(IReadOnlyList<SegmentLine> groups) => SampleReport.Segments(["k"], groups);

    /// <summary>The model with every text replaced, numbers as they are.</summary>
    private static ReportModel Fill(ReportModel model, string text) => model with
    {
        Title = text,
        AgreementHash = text,
        Warnings = [text],
        Parties = [new PartyLine(text, text, text, text)],
        Steps = [new StepLine(text, text, TimeSpan.FromSeconds(1))],
        Overlaps = [model.Overlaps[0] with { LeftName = text, RightName = text }],
        Segments =
        [
            model.Segments[0] with
            {
                Rows = text,
                Keys = [text, text],
                Measures = [.. model.Segments[0].Measures.Select(measure => measure with { Name = text })],
                Groups = [model.Segments[0].Groups[0] with { Values = [text, text] }],
            },
        ],
        Sheets = [Filled(model.Sheets[0], text)],
        Models = [model.Models[0] with { LabelOwner = text, Label = text, Partner = text, Covers = text }],
        Budgets = [model.Budgets[0] with { Owner = text, Requester = text }],
        Costs = [model.Costs[0] with { Question = text, Covers = text }],
        Mechanisms = [new MechanismLine(text, text, text, 0, 0, text, text, text)],
        Verification = [new CheckLine(text, text, true)],
        Refusals = [new RefusalLine(text, text, text)],
    };

    private static Sheet Filled(Sheet sheet, string text) => new()
    {
        Title = text,
        Lead = text,
        Notes = [text],
        Tables = [.. sheet.Tables.Select(table => table with
        {
            Caption = text,
            RowHeading = text,
            Columns = [.. table.Columns.Select(column => column with { Name = text })],
            Rows = [.. table.Rows.Select(row => row with { Label = text })],
        })],
    };

    private static string Skeleton(string page) =>
        string.Join('\n', Tags().Matches(page).Select(match => AttributeValues().Replace(match.Value, "")));

    private static int CountOf(string page, string needle) => page.Split(needle).Length - 1;

    /// <summary>The body is also well-formed XML, so a parser without mercy can read it.</summary>
    private static XElement Body(string page)
    {
        int start = page.IndexOf("<body>", StringComparison.Ordinal);
        string body = page[start..page.IndexOf("</html>", StringComparison.Ordinal)];
        using XmlReader reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static bool HasClass(XElement element, string name) =>
        ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name);

    private static Dictionary<string, string> Colours(string scheme)
    {
        string[] roots = [.. Roots().Matches(s_page).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, roots.Length);
        return Variables().Matches(roots[scheme == "light" ? 0 : 1]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    /// <summary>The contrast ratio of WCAG 2.2, success criterion 1.4.3.</summary>
    private static double Contrast(string one, string other)
    {
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        string hex = colour.Length == 4 ? string.Concat(colour[1..].Select(c => $"{c}{c}")) : colour[1..];
        double[] linear = [.. Convert.FromHexString(hex).Select(value => value / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex AttributeValues();

    [GeneratedRegex(@":root\{([^}]*)\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--([a-z]+):(#[0-9a-f]{3,6})")]
    private static partial Regex Variables();
}
