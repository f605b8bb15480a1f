using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>How alike synthetic rows are to the true ones, and what attacks on them found.</summary>
internal static class SyntheticFigures
{
    internal static IEnumerable<SheetTable> Of(SyntheticAnswer answer)
    {
        yield return new SheetTable
        {
            Caption = "True rows among the made ones, and rows made anew, in which nobody had a part",
            RowHeading = "Alike in",
            Columns = [new("True rows", FigureUnit.Share), new("Rows of nobody", FigureUnit.Share)],
            Rows =
            [
                new("all columns", [Exactly(answer.Safety.ExactShare), Exactly(answer.Safety.ExactShareExpected)]),
                new("all but one", [Exactly(answer.Safety.NearShare), Exactly(answer.Safety.NearShareExpected)]),
            ],
            Plotted = [0, 1],
        };
    }

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
