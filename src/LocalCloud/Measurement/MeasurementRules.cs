using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// Which settings of a workload may take any value, by name: what differs between deployments, such as ports and folders. The
/// workload brings the list itself, as <c>measurement.json</c> in its publish directory, where it is measured with everything
/// else. Everything not on a list counts with its value.
/// </summary>
/// <param name="Arguments">Names of command-line options, with their dashes, whose value may be any.</param>
/// <param name="Variables">Names of environment variables whose value may be any.</param>
internal sealed record MeasurementRules(IReadOnlyList<string> Arguments, IReadOnlyList<string> Variables)
{
    /// <summary>The file's name in the publish directory.</summary>
    public const string FileName = "measurement.json";

    private const string ArgumentsMember = "any_value_arguments";
    private const string VariablesMember = "any_value_variables";

    /// <summary>No file means no exceptions.</summary>
    public static MeasurementRules None { get; } = new([], []);

    /// <summary>Reads the rules from the bytes of the file.</summary>
    /// <returns>False when they are anything but one object of the two lists.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out MeasurementRules? rules)
    {
        rules = null;
        if (!StrictJson.TryParse(utf8, out JsonElement root)
            || root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Any(member => member.Name is not (ArgumentsMember or VariablesMember))
            || !TryReadNames(root, ArgumentsMember, IsArgumentName, out IReadOnlyList<string>? arguments)
            || !TryReadNames(root, VariablesMember, IsVariableName, out IReadOnlyList<string>? variables))
        {
            return false;
        }

        rules = new MeasurementRules(arguments, variables);
        return true;
    }

    private static bool IsArgumentName(string name) =>
        name.Length > 2 && name.StartsWith("--", StringComparison.Ordinal) && !name.Contains('=', StringComparison.Ordinal);

    // What steers the runtime and the loader is never free, whoever asks for it.
    private static bool IsVariableName(string name) =>
        name.Length > 0 && !name.Contains('=', StringComparison.Ordinal) && !EnvironmentRules.IsNeverFree(name);

    private static bool TryReadNames(
        JsonElement root, string member, Predicate<string> isName, [NotNullWhen(true)] out IReadOnlyList<string>? names)
    {
        names = null;
        if (!root.TryGetProperty(member, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        List<string> found = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not string name || !isName(name) || found.Contains(name))
            {
                return false;
            }

            found.Add(name);
        }

        names = found;
        return true;
    }
}
