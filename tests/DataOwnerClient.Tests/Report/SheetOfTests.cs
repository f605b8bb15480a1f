using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

public sealed class SheetOfTests
{
    [Theory]
    [InlineData(-3, true)]
    [InlineData(0, false)]
    public void Counts_below_zero_are_explained_and_others_are_not(double people, bool isExplained)
    {
        Figure share = new() { Estimate = 0.5, Low = 0, High = 1 };
        Figure count = new() { Estimate = people, Low = people - 9, High = people + 9 };
        OverlapAnswer answer = new()
        {
            Covers = "",
            IntervalsCoverBounding = true,
            Overlap = count,
            Tables = [new TableFigures { Dataset = DatasetId.Parse("ads"), People = count, MatchRate = share }, new TableFigures { Dataset = DatasetId.Parse("buyers"), People = count, MatchRate = share }],
            Segments = [new OverlapSegment { Values = ["email"], People = count, Overlap = count, MatchRate = share }],
        };
        ColumnReference key = new() { Dataset = DatasetId.Parse("buyers"), Column = "id_type" };
        Sheet? sheet = OverlapSheet.Of(new OverlapQuery { Terms = TermsId.Parse("overlap"), NanoRho = 1000, Keys = [key] }, answer);
        Assert.NotNull(sheet);
        Assert.Equal(isExplained, SheetOf.Explained(sheet).Notes.Contains(SheetOf.NegativeCounts));
    }
}
