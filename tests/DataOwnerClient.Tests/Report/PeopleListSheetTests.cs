using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sections;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

/// <summary>Answers that list people: what a terminal and a report show of them, and that they show nobody.</summary>
public sealed class PeopleListSheetTests
{
    private static readonly HashedIdList s_people = HashedIdList.Of(new byte[32]);

    private static readonly SuppressionAnswer s_suppression = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Own = DatasetId.Parse("readers"),
        Partner = DatasetId.Parse("customers"),
        EpsilonPermille = 3000,
        FalsePositiveRate = 0.0474,
        FalseNegativeRate = 0.0474,
        People = 1000,
        Listed = s_people,
        InPartner = Of(120, 90, 150),
        ListedInPartner = Of(0.7, 0.5, 0.9),
    };

    private static readonly LookalikeAnswer s_lookalike = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Audience = DatasetId.Parse("readers"),
        Seed = DatasetId.Parse("customers"),
        Size = new PermilleSize { Value = 25 },
        People = 40_000,
        MatchedSeed = Of(900, 850, 950),
        IsSeedLargeEnough = true,
        Segment = s_people,
        Curve =
        [
            new LookalikePoint { Size = new PermilleSize { Value = 25 }, People = 1000, Recall = Of(0.1, 0.05, 0.15), Relevance = Of(4, 2, 6) },
            new LookalikePoint { Size = new PeopleSize { Value = 8000 }, People = 8000, Recall = Of(0.5, 0.4, 0.6), Relevance = Of(2.5, 2, 3) },
        ],
        InExisting = [Of(12, 0, 30)],
    };

    [Fact]
    public void A_suppression_list_shows_how_wrong_it_is()
    {
        Sheet sheet = SuppressionSheet.Of(s_suppression);
        Assert.Equal("People of readers who are said to be in customers.", sheet.Lead);
        Assert.Contains("with epsilon 3: of people who are not in customers 4.74 % are listed, of people who are in it 4.74 % are not.", sheet.Notes[0], StringComparison.Ordinal);
        Assert.Equal(new ReportFigure(120, 90, 150), sheet.Tables[0].Rows[2].Figures[0]);
        Assert.Equal(new ReportFigure(0.7, 0.5, 0.9), sheet.Tables[1].Rows[0].Figures[0]);
    }

    [Fact]
    public void A_suppression_list_that_chance_may_have_made_is_called_so()
    {
        Assert.Contains(AnswerSense.NobodyToLeaveOut, SuppressionSheet.Of(s_suppression with { InPartner = Of(5, 0, 35) }).Notes);
        Assert.DoesNotContain(AnswerSense.NobodyToLeaveOut, SuppressionSheet.Of(s_suppression).Notes);
    }

    [Fact]
    public void A_lookalike_audience_shows_recall_and_relevance_for_every_size()
    {
        Sheet sheet = LookalikeSheet.Of(s_lookalike);
        Assert.Equal("People of readers who resemble the people of customers: 2.5 %.", sheet.Lead);
        Assert.Equal(["2.5 % (1,000)", "8000 people (8,000)"], sheet.Tables[1].Rows.Select(row => row.Label));
        Assert.Equal([0.1, 0.5], sheet.Tables[1].Rows.Select(row => row.Figures[0]!.Value.Estimate));
        Assert.Equal([4, 2.5], sheet.Tables[2].Rows.Select(row => row.Figures[0]!.Value.Estimate));
        Assert.Equal(new ReportFigure(12, 0, 30), sheet.Tables[0].Rows[3].Figures[0]);
        Assert.DoesNotContain(AnswerSense.SeedTooSmall, sheet.Notes);
    }

    [Fact]
    public void Too_small_a_seed_is_said_and_has_no_curve()
    {
        Sheet sheet = LookalikeSheet.Of(s_lookalike with { IsSeedLargeEnough = false, Segment = HashedIdList.Empty, Curve = [], InExisting = [] });
        Assert.Equal(AnswerSense.SeedTooSmall, sheet.Notes[0]);
        Assert.Single(sheet.Tables);
    }

    [Fact]
    public void Neither_a_report_nor_a_terminal_names_anybody()
    {
        foreach (Sheet sheet in new[] { SuppressionSheet.Of(s_suppression), LookalikeSheet.Of(s_lookalike) })
        {
            HtmlText html = new();
            SheetSection.Write(html, sheet);
            string shown = html + string.Join('\n', SheetText.Write(sheet));
            Assert.Contains("role=\"img\"", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(s_people[0].ToString(), shown, StringComparison.Ordinal);
        }
    }

    private static Figure Of(double estimate, double low, double high) => new() { Estimate = estimate, Low = low, High = high };
}
