using System.CommandLine;
using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom synth</c>: writes the synthetic rows of a result that verifies; the result is their signed manifest.</summary>
internal static class SynthVerb
{
    internal static Command Create()
    {
        Argument<string> result = new("result") { Description = "the result of a synthetic question, as `cleanroom ask` wrote it" };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string?> hash = new("--agreement-hash") { Description = "the hash of the agreement that is yours" };
        Option<string?> keys = new("--keys") { Description = "a folder of party keys, or of such folders, that you hold" };
        Option<string> output = new("--out") { Description = "where the rows are written, as CSV", DefaultValueFactory = _ => "rows.csv" };
        Command command = new("synth", "verify a result of synthetic rows and write the rows") { result, agreement, hash, keys, output };
        command.SetAction(async (parsed, cancellationToken) => await WriteAsync(
            parsed.GetValue(result)!, parsed.GetValue(agreement)!, parsed.GetValue(hash), parsed.GetValue(keys), parsed.GetValue(output)!, cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(string resultPath, string agreementPath, string? hash, string? keys, string output, CancellationToken cancellationToken)
    {
        SignedAgreement agreement = Files.OpenAgreement(agreementPath);
        ResultVerification verification = ResultVerifier.Verify(Files.Read(resultPath), agreement, VerifyVerb.Anchor(hash, keys, Environment.CurrentDirectory), ExpectedJob.Any);
        foreach (string line in VerificationText.Summarise(verification))
        {
            StepList.Line(line);
        }

        int code = VerificationText.ExitCodeOf(verification);
        if (code != ExitCode.Success)
        {
            return code;
        }

        if (verification.Result!.Answer is not SyntheticAnswer answer)
        {
            throw ClientException.Usage($"{resultPath} answers another kind of question; only synthetic rows can be written.");
        }

        await new StepList().RunAsync("write rows", progress =>
        {
            Files.Write(output, Encoding.UTF8.GetBytes(Csv(answer, share => progress.Report((share, "rows")), cancellationToken)));
            return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{answer.Rows:#,0} rows in {output}; {resultPath} is their signed manifest"));
        });
        return ExitCode.Success;
    }

    /// <summary>The rows as CSV: a line of names, then a row a line. A column is named by itself where no other has its name, and otherwise with its table.</summary>
    /// <param name="answer">An answer whose codes were verified.</param>
    /// <param name="report">Is told the share that is written, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    internal static string Csv(SyntheticAnswer answer, Action<double> report, CancellationToken cancellationToken)
    {
        const int RowsPerReport = 10_000;
        ushort[][] codes = [.. answer.Columns.Select(column => SyntheticCodes.TryRead(column, answer.Rows, out ushort[]? read)
            ? read
            : throw new ArgumentException("The codes of a verified answer can be read.", nameof(answer)))];
        string[][] values = [.. answer.Columns.Select(column => column.Values.Select(Cell).ToArray())];
        string[] names = [.. answer.Columns.Select(column => column.Column.Column)];
        StringBuilder csv = new();
        csv.AppendJoin(',', answer.Columns.Select((column, index) => Cell(names.Count(name => name == names[index]) == 1 ? names[index] : $"{column.Column}"))).Append('\n');
        for (int row = 0; row < answer.Rows; row++)
        {
            for (int column = 0; column < codes.Length; column++)
            {
                csv.Append(column == 0 ? "" : ",").Append(values[column][codes[column][row]]);
            }

            csv.Append('\n');
            if (row % RowsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                report((double)row / answer.Rows);
            }
        }

        return csv.ToString();
    }

    // RFC 4180. A lone empty cell is quoted, because readers skip empty lines.
    private static string Cell(string value) =>
        value.Length == 0 || value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
