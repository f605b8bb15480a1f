using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Tables;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom parquet</c>: looks into any Parquet file, encrypted or not, on this machine alone.</summary>
internal static class ParquetVerb
{
    internal static Command Create() => new("parquet", "look into a Parquet file, encrypted or not: what is there, or exactly why it cannot be read")
    {
        Schema(), Cat(), Verify(),
    };

    private static Command Schema()
    {
        ParquetAccess access = new();
        Option<string> format = Format("text", "text", "json");
        Command command = new("schema", "columns, types, keys and protection; no column is read");
        access.AddTo(command, withColumns: false);
        command.Options.Add(format);
        command.SetAction(parsed => access.Run(parsed, open =>
        {
            if (parsed.GetValue(format) == "json")
            {
                Console.Out.WriteLine(SchemaText.Json(open));
                return ExitCode.Success;
            }

            foreach (string line in SchemaText.Lines(open))
            {
                StepList.Line(line);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static Command Cat()
    {
        ParquetAccess access = new();
        Option<string> format = Format("csv", "csv", "json");
        Command command = new("cat", "print the rows; nothing is printed when a column is refused");
        access.AddTo(command, withColumns: true);
        command.Options.Add(format);
        command.SetAction(parsed => access.Run(parsed, open =>
        {
            // Read twice, so that nothing is printed of a file that would be refused further on.
            open.Verify();
            using StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: 1 << 16);
            TableText text = new(output, open.Columns, open.LogicalTypes());
            if (parsed.GetValue(format) == "json")
            {
                text.WriteJson(open.Read());
            }
            else
            {
                text.WriteCsv(open.Read());
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static Command Verify()
    {
        ParquetAccess access = new();
        Command command = new("verify", "read every page: authenticate, check, decode; say of each column whether it holds");
        access.AddTo(command, withColumns: true);
        command.SetAction(parsed => access.Run(parsed, open =>
        {
            bool isWhole = true;
            foreach (string name in open.Columns)
            {
                ParquetFailure? failure = Verify(open.File, name);
                bool holds = failure is null;
                StepList.Line(holds ? $"ok       {name}" : $"refused  {name}: {failure}");
                isWhole &= holds;
            }

            StepList.Line(isWhole ? $"{open.Path}: {open.File.RowCount} rows hold" : $"{open.Path}: refused");
            return isWhole ? ExitCode.Success : ExitCode.Refused;
        }));
        return command;
    }

    /// <summary>One column and row group at a time, so that each column has its own verdict and memory stays small.</summary>
    private static ParquetFailure? Verify(ParquetFile file, string name)
    {
        ParquetFailure? failure = null;
        Table? table = null;
        bool holds = file.RowGroupCount > 0 || file.TryReadColumns([name], out table, out failure);
        table?.Dispose();
        for (int group = 0; group < file.RowGroupCount && holds; group++)
        {
            holds = file.TryReadRowGroup(group, [name], out table, out failure);
            table?.Dispose();
        }

        return failure;
    }

    private static Option<string> Format(string first, params string[] all)
    {
        Option<string> format = new("--format") { Description = string.Join(" or ", all), DefaultValueFactory = _ => first };
        format.AcceptOnlyFromAmong(all);
        return format;
    }
}
