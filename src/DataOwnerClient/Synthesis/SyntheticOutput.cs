using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>Where synthetic rows go, with their manifest and, if wanted, a report. Nothing that is there is written over.</summary>
internal sealed class SyntheticOutput
{
    private readonly TableFile _file;
    private readonly string? _report;

    /// <exception cref="ClientException">The name ends in no kind of table.</exception>
    internal SyntheticOutput(string path, string? report) => (Path, _report, _file) = (path, report, TableFile.Of(path));

    /// <summary>The table.</summary>
    internal string Path { get; }

    /// <summary>Its manifest: the signed result, which holds the rows, the question, method, ε and δ, columns, whom it protects, how alike and how safe the rows are.</summary>
    internal string Manifest => TableFile.ManifestOf(Path);

    /// <exception cref="ClientException">Something is there already. A manifest whose table was never written may be: it is the same one.</exception>
    internal void RequireAbsent()
    {
        TableFile.RequireAbsent(Path);
        if (!File.Exists(PendingJob.PathOf(Path)))
        {
            TableFile.RequireAbsent(Manifest);
        }

        if (_report is not null)
        {
            TableFile.RequireAbsent(_report);
        }
    }

    /// <summary>Writes the manifest, then the table.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="signedResult">The signed result.</param>
    /// <param name="verification">Its verification, which holds.</param>
    /// <param name="cancellationToken">Stops; then there is no table.</param>
    internal async Task WriteAsync(SignedAgreement agreement, byte[] signedResult, ResultVerification verification, CancellationToken cancellationToken)
    {
        SyntheticTable table = SyntheticTable.Of((SyntheticAnswer)verification.Result!.Answer);
        await new StepList().RunAsync($"write {System.IO.Path.GetFileName(Path)}", progress =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            AtomicFile.Write(Manifest, stream => stream.Write(signedResult));
            ReportFile.Write(agreement, verification, _report);
            _file.Write(Path, table, share => progress.Report((share, "rows")), cancellationToken);
            return Task.FromResult(FormattableString.Invariant($"{table.Rows:#,0} rows of {table.Columns.Count} columns"));
        });
        StepList.Line($"rows {Path}, manifest {Manifest}; whether they belong together, offline: cleanroom synth check {Path} --agreement FILE --keys FOLDER");
    }
}
