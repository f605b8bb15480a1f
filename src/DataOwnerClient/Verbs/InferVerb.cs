using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Drafting;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom infer</c>: what the columns of a table seem to be, and what its owner still has to declare.</summary>
internal static class InferVerb
{
    internal static Command Create()
    {
        Argument<string> file = new("file") { Description = "a CSV file; nothing of it leaves this machine" };
        Option<string?> id = new("--id") { Description = "the column that identifies people; proposed when you do not say" };
        Option<bool> json = new("--json") { Description = "print the columns as an agreement holds them, to paste into a draft" };
        Command command = new("infer", "propose a type and a role for each column of a table; bounds and vocabularies are yours to declare") { file, id, json };
        command.SetAction(parsed => Infer(parsed.GetValue(file)!, parsed.GetValue(id), parsed.GetValue(json)));
        return command;
    }

    private static int Infer(string path, string? id, bool json)
    {
        // Whether the file can be read at all is said in the same words as everywhere else.
        using FileStream stream = OpenTable(path);
        if (!SchemaInference.TryInfer(stream, [], id, null, out SchemaProposal? proposal, out IngestionRefusal? refusal))
        {
            string next = refusal.Failure is IngestionFailure.NoIdColumn or IngestionFailure.MissingColumn ? " Use --id COLUMN." : "";
            throw new ClientException($"{path}: {refusal}{next}");
        }

        if (json)
        {
            Console.Out.Write(ColumnDraft.WriteJson(proposal));
            return ExitCode.Success;
        }

        StepList.Line($"{path}: {proposal.Dialect}; judged by {proposal.RowsSeen} rows");
        int width = proposal.Columns.Max(column => column.Plan.Name.Length);
        foreach (ColumnProposal column in proposal.Columns)
        {
            string use = $"{column.Plan.Name.PadRight(width)}  {column.Plan.Type,-9}  {column.Plan.Role,-11}  {column.Because}";
            StepList.Line(column.ToDeclare == Declaration.None ? use : $"{use}  >> declare {Words(column.ToDeclare)}");
        }

        StepList.Line("These are proposals. What stands after >> you have to declare in the agreement, from what is public anyway: your partners read it.");
        IEnumerable<string> digits = proposal.Columns.Where(column => column.Plan.Format == TimestampFormat.CompactDigits).Select(column => column.Plan.Name);
        foreach (string column in digits)
        {
            StepList.Line($"{column} writes moments as digits: give `--digits {column}` to `cleanroom encrypt`.");
        }

        return ExitCode.Success;
    }

    private static FileStream OpenTable(string path)
    {
        try
        {
            FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] magic = new byte[4];
            bool isParquet = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.AsSpan().SequenceEqual("PAR1"u8);
            stream.Position = 0;
            if (!isParquet)
            {
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ClientException.Usage($"{path} cannot be read: {exception.Message}", exception);
        }

        throw ClientException.Usage($"{path} is Parquet, which states its types itself: write its columns into the draft as they are. `cleanroom encrypt` reads it.");
    }

    private static string Words(Declaration declaration) => declaration switch
    {
        Declaration.Bounds => "bounds, or leave them undisclosed",
        Declaration.Vocabulary => "a public vocabulary, or that values are discovered, at a cost",
        Declaration.PositiveValue => "which value counts as positive",
        _ => declaration.ToString(),
    };
}
