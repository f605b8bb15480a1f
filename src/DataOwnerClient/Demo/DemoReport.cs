using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Report;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>Adds to a report of verified results what only the demo knows: that it is simulated, its steps, what it had refused.</summary>
internal static class DemoReport
{
    private const string Simulated =
        "SIMULATED hardware: this run shows how the room works. It protects nothing from whoever runs the machine.";

    internal static ReportModel Describe(
        SignedAgreement agreement,
        IReadOnlyList<DemoAnswer> answers,
        IReadOnlyList<RefusalLine> refusals,
        IReadOnlyList<(string Name, string Detail, TimeSpan Duration)> steps)
    {
        ReportModel report = ResultReport.From(
            agreement.Agreement,
            agreement.Hash,
            [.. answers.Select(answer => new ReportedResult(answer.Name, answer.Verification))],
            DateTimeOffset.UtcNow);
        return report with
        {
            Warnings = [Simulated, .. report.Warnings],
            Steps = [.. steps.Select(step => new StepLine(step.Name, step.Detail, step.Duration))],
            Refusals = refusals,
        };
    }
}
