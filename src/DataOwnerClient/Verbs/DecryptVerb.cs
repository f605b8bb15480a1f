using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Tables;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom decrypt</c>: with one's own keys, from an encrypted Parquet file back to CSV, JSON or plain Parquet.</summary>
internal static class DecryptVerb
{
    internal static Command Create()
    {
        ParquetAccess access = new();
        Option<string> output = new("--out") { Description = "where to: a name that ends in .csv, .json or .parquet", Required = true };
        Command command = new("decrypt", "get your own data back from an encrypted Parquet file, with your own keys");
        access.AddTo(command, withColumns: true);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output)!;
            Action<OpenParquet, IEnumerable<Table>, Stream> write = WriterFor(path);
            return access.Run(parsed, open => RunAsync(open, path, write).GetAwaiter().GetResult());
        });
        return command;
    }

    private static async Task<int> RunAsync(OpenParquet open, string path, Action<OpenParquet, IEnumerable<Table>, Stream> write)
    {
        if (Path.GetFullPath(path) == Path.GetFullPath(open.Path))
        {
            throw ClientException.Usage("--out is the encrypted file itself: choose another name.");
        }

        await new StepList().RunAsync($"decrypt {Path.GetFileName(open.Path)}", progress =>
        {
            int groups = Math.Max(1, open.File.RowGroupCount);
            AtomicFile.Write(path, stream => write(open, open.Read(done => progress.Report(((double)done / groups, $"{done} of {groups} row groups"))), stream));
            return Task.FromResult($"{open.File.RowCount} rows");
        });
        StepList.Line($"wrote {path}, which is not encrypted");
        return ExitCode.Success;
    }

    private static Action<OpenParquet, IEnumerable<Table>, Stream> WriterFor(string path) => Path.GetExtension(path) switch
    {
        ".csv" => (open, tables, stream) => WriteText(open, stream, text => text.WriteCsv(tables)),
        ".json" => (open, tables, stream) => WriteText(open, stream, text => text.WriteJson(tables)),
        ".parquet" => WriteParquet,
        _ => throw ClientException.Usage("--out ends in .csv, .json or .parquet, which says what is written."),
    };

    private static void WriteParquet(OpenParquet open, IEnumerable<Table> tables, Stream stream)
    {
        ParquetWriter? writer = null;
        try
        {
            foreach (Table table in tables)
            {
                if (table.Columns.FirstOrDefault(column => column is ListColumn) is { } lists)
                {
                    throw new ClientException($"'{lists.Name}' holds lists, which are not written to Parquet: use .json or .csv, or leave it out with --columns.");
                }

                writer ??= new ParquetWriter(stream, table.Schema, new ParquetWriterOptions());
                writer.Write(table);
            }

            writer!.Finish();
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private static void WriteText(OpenParquet open, Stream stream, Action<TableText> write)
    {
        using StreamWriter output = new(stream, bufferSize: 1 << 16, leaveOpen: true);
        write(new TableText(output, open.Columns, open.LogicalTypes()));
    }
}
