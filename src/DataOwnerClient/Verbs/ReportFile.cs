using System.CommandLine;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>Writes a result as a page of HTML that needs nothing else.</summary>
internal static class ReportFile
{
    internal static Option<string?> Option() => new("--report") { Description = "where a report with tables and plots is written, as HTML" };

    /// <summary>Writes the report of one result, with what does not hold where something does not.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="verification">The result as it was verified.</param>
    /// <param name="path">Where; <see langword="null"/> for nowhere.</param>
    internal static void Write(SignedAgreement agreement, ResultVerification verification, string? path)
    {
        if (path is null)
        {
            return;
        }

        string question = verification.Result is { } result ? $"{result.Query.Terms}" : "refused";
        ReportModel report = ResultReport.From(agreement.Agreement, agreement.Hash, [new ReportedResult(question, verification)], DateTimeOffset.UtcNow);
        Files.Write(path, Encoding.UTF8.GetBytes(ReportWriter.Write(report)));
        StepList.Line($"report {path}");
    }
}
