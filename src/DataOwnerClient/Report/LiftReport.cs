using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Makes the report's plain values of a lift.</summary>
internal static class LiftReport
{
    internal static LiftReportFigures From(LiftAnswer answer) => new()
    {
        Treatment = Line(answer.Treatment),
        Control = Line(answer.Control),
        AbsoluteLift = Figure(answer.AbsoluteLift),
        RelativeLift = [.. answer.RelativeLift.Select(Figure)],
        Incremental = Figure(answer.IncrementalConversions),
        TreatmentShare = Figure(answer.Split.TreatmentShare),
        PlannedShare = answer.Split.Planned,
        IsSplitAsPlanned = answer.Split.IsAsPlanned,
        Values = [.. answer.Values.Select(value => new ValueLine(
            $"{value.Column}", Figure(value.Treatment), Figure(value.Control), Figure(value.Difference), Figure(value.Incremental)))],
    };

    private static ArmLine Line(ArmFigures arm) => new(arm.Arm, Figure(arm.People), Figure(arm.Conversions), Figure(arm.Rate));

    private static ReportFigure Figure(Figure figure) => new(figure.Estimate, figure.Low, figure.High);
}
