using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>How alike synthetic rows are to the true ones, and what attacks on them found.</summary>
internal static class SyntheticFigures
{
    // 95 % of a normal law, whose tails those of the noise do not exceed.
    private const double Coverage = 1.96;

    internal static IEnumerable<SheetTable> Of(SyntheticAnswer answer)
    {
        SyntheticSafety safety = answer.Safety;
        yield return new SheetTable
        {
            Caption = "How near people are to the made rows: those who were learned from, and those who were held out",
            RowHeading = "Columns apart",
            Columns = [new("Learned from", FigureUnit.Share), new("Held out", FigureUnit.Share)],
            Rows =
            [
                .. safety.Closest.Select(entry => new SheetRow(
                    entry.ColumnsApart == 0 ? "0, an exact copy" : entry.ColumnsApart == safety.Closest.Count - 1 ? $"{entry.ColumnsApart} or more" : $"{entry.ColumnsApart}",
                    [Share(entry.LearnedShare, safety.LearnedDeviation), Share(entry.HeldOutShare, safety.HeldOutDeviation)])),
            ],
            Plotted = [0, 1],
        };
        yield return new SheetTable
        {
            Caption = "Rare combinations that fit exactly one person who was learned from",
            RowHeading = "Combinations of",
            Columns = [new("Share", FigureUnit.Share)],
            Rows =
            [
                new("made rows", [Share(safety.SingledOut, safety.SinglingOutDeviation)]),
                new("people who were held out", [Share(safety.SingledOutByHeldOut, safety.SinglingOutDeviation)]),
            ],
            Plotted = [0],
        };
        yield return new SheetTable
        {
            Caption = "How far the made rows are from the true ones: mean L1 distance of the shares, 0 to 2, and total variation, half of it",
            RowHeading = "Columns together",
            Columns = [new("Mean L1", FigureUnit.Score), new("Total variation", FigureUnit.Score)],
            Rows =
            [
                .. answer.Fidelity.Distances.Select(distance => new SheetRow(
                    $"{distance.Ways}", [Within(distance.MeanL1, distance.Deviation, 2), Within(distance.TotalVariation, distance.Deviation / 2, 1)])),
            ],
            Plotted = [0],
        };
        foreach (SyntheticUtility use in answer.Utility)
        {
            yield return new SheetTable
            {
                Caption = $"Predicting {use.Label} for true rows of people who were held out",
                RowHeading = "",
                Columns = [new("Trained on made rows", FigureUnit.Score), new("Trained on true rows, with privacy", FigureUnit.Score)],
                Rows =
                [
                    new("AUC", [SheetOf.Figure(use.TrainedOnMade.Auc), SheetOf.Figure(use.TrainedOnTrue.Auc)]),
                    new("log-loss", [SheetOf.Figure(use.TrainedOnMade.LogLoss), SheetOf.Figure(use.TrainedOnTrue.LogLoss)]),
                    new("calibration", [SheetOf.Figure(use.TrainedOnMade.Calibration), SheetOf.Figure(use.TrainedOnTrue.Calibration)]),
                    new("AUC, difference", [SheetOf.Figure(use.AucDifference), null]),
                ],
                Plotted = [],
            };
        }

        SyntheticFidelity fidelity = answer.Fidelity;
        yield return new SheetTable
        {
            Caption = "Other figures of likeness, and of attacks",
            RowHeading = "Figure",
            Columns = [new("Value", FigureUnit.Score)],
            Rows =
            [
                new("k-marginal score, of 1,000", [Exactly(fidelity.KMarginalScore)]),
                new("a random sample of true rows as far off, share", [Exactly(fidelity.SubsamplingEquivalent)]),
                new("mean difference of correlations", [Exactly(fidelity.CorrelationDifference)]),
                new("of which noise alone would make", [Exactly(fidelity.CorrelationNoise)]),
                new("AUC of a discriminator, 0.5 where it cannot tell", [Within(fidelity.PropensityAuc, fidelity.PropensityDeviation, 1)]),
                new("propensity mean squared error, 0 to 0.25", [Exactly(fidelity.PropensityMeanSquaredError)]),
                new("AUC of membership by nearness, 0.5 where it tells nothing", [Exactly(safety.MembershipAuc)]),
                new("advantage of membership by nearness", [Exactly(safety.MembershipAdvantage)]),
                new("advantage of singling out", [Exactly(safety.SinglingOutAdvantage)]),
            ],
            Plotted = [],
        };
    }

    private static ReportFigure? Share(double value, double deviation) => Within(value, deviation, 1);

    private static ReportFigure? Within(double value, double deviation, double most) =>
        new ReportFigure(value, Math.Max(0, value - (Coverage * deviation)), Math.Min(most, value + (Coverage * deviation)));

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
