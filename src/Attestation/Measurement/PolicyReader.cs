using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Reads the lines of a policy document. That they are in the one order and spelling is checked by writing them again.</summary>
internal sealed class PolicyReader
{
    private const int MaxSize = 16 * 1024 * 1024;

    private readonly List<string> _arguments = [];
    private readonly List<EnvironmentRule> _environment = [];
    private readonly List<MeasuredFile> _files = [];
    private readonly List<MeasuredFile> _mappedFiles = [];
    private string? _executable;

    private PolicyReader()
    {
    }

    /// <summary>Reads a document.</summary>
    public static MeasuredPolicyFailure TryRead(ReadOnlySpan<byte> document, out MeasuredPolicyContent? content)
    {
        content = null;
        if (document.Length is 0 or > MaxSize || document.ContainsAnyExceptInRange((byte)0x0A, (byte)0x7E) || document[^1] != '\n')
        {
            return MeasuredPolicyFailure.Lines;
        }

        string[] lines = Encoding.ASCII.GetString(document[..^1]).Split('\n');
        if (lines[0] != PolicyWriter.Header)
        {
            return MeasuredPolicyFailure.Version;
        }

        PolicyReader reader = new();
        if (!lines.Skip(1).All(reader.TryReadLine) || reader._executable is null)
        {
            return MeasuredPolicyFailure.Line;
        }

        content = new MeasuredPolicyContent
        {
            Executable = reader._executable,
            Arguments = reader._arguments,
            Environment = reader._environment,
            Files = reader._files,
            MappedFiles = reader._mappedFiles,
        };
        return MeasuredPolicyFailure.None;
    }

    private bool TryReadLine(string line)
    {
        if (!StrictJson.TryParse(Encoding.ASCII.GetBytes(line), out JsonElement root) || root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        JsonElement[] items = [.. root.EnumerateArray()];
        return items.Length >= 2 && StrictJsonText.TryGetString(items[0], out string? kind) && kind switch
        {
            "executable" => TryReadExecutable(items),
            "argument" => TryReadArgument(items),
            "environment" => TryReadEnvironment(items),
            "file" => TryReadFile(items, _files),
            "mapped" => TryReadFile(items, _mappedFiles),
            _ => false,
        };
    }

    private bool TryReadExecutable(JsonElement[] items) =>
        items.Length == 2 && _executable is null && StrictJsonText.TryGetString(items[1], out _executable);

    private bool TryReadArgument(JsonElement[] items)
    {
        if (items.Length != 3 || items[1].ValueKind != JsonValueKind.Number || !items[1].TryGetInt32(out int index)
            || index != _arguments.Count || !StrictJsonText.TryGetString(items[2], out string? text))
        {
            return false;
        }

        _arguments.Add(text);
        return true;
    }

    private bool TryReadEnvironment(JsonElement[] items)
    {
        if (items.Length < 3 || !StrictJsonText.TryGetString(items[1], out string? name) || name.Length == 0
            || !StrictJsonText.TryGetString(items[2], out string? kind))
        {
            return false;
        }

        if (kind == "any" && items.Length == 3)
        {
            _environment.Add(EnvironmentRule.AnyValue(name));
            return true;
        }

        if (kind == "literal" && items.Length == 4 && StrictJsonText.TryGetString(items[3], out string? value))
        {
            _environment.Add(EnvironmentRule.Literal(name, value));
            return true;
        }

        return false;
    }

    private static bool TryReadFile(JsonElement[] items, List<MeasuredFile> files)
    {
        if (items.Length != 3 || !StrictJsonText.TryGetString(items[1], out string? path)
            || !StrictJsonText.TryGetString(items[2], out string? text) || !Digest256.TryParse(text, out Digest256 digest))
        {
            return false;
        }

        files.Add(new MeasuredFile(path, digest));
        return true;
    }
}
