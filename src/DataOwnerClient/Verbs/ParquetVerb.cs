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
            TableText text = new(open.Read(), open.LogicalTypes());
            using StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: 1 << 16);
            if (parsed.GetValue(format) == "json")
            {
                text.WriteJson(output);
            }
            else
            {
                text.WriteCsv(output);
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
                // One column at a time, so that each has its own verdict and memory stays that of one column.
                bool holds = open.File.TryReadColumns([name], out _, out ParquetFailure? failure);
                StepList.Line(holds ? $"ok       {name}" : $"refused  {name}: {failure}");
                isWhole &= holds;
            }

            StepList.Line(isWhole ? $"{open.Path}: {open.File.RowCount} rows hold" : $"{open.Path}: refused");
            return isWhole ? ExitCode.Success : ExitCode.Refused;
        }));
        return command;
    }

    private static Option<string> Format(string first, params string[] all)
    {
        Option<string> format = new("--format") { Description = string.Join(" or ", all), DefaultValueFactory = _ => first };
        format.AcceptOnlyFromAmong(all);
        return format;
    }
}
