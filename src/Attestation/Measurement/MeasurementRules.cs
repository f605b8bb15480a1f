using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Which settings of a workload may take any value, by name: what differs between deployments, such as ports and folders. The
/// workload brings the list itself, as <c>measurement.json</c> in its publish folder, where it is measured with everything else.
/// Everything that is not on the list counts with its value.
/// </summary>
/// <remarks>The form is in the SPEC.md of LocalCloud, "Measurement rules". No file means no exceptions.</remarks>
public sealed class MeasurementRules
{
    /// <summary>The file's name in the publish folder.</summary>
    public const string FileName = "measurement.json";

    private const string ArgumentsMember = "any_value_arguments";
    private const string VariablesMember = "any_value_variables";

    // Where the runtime lies is not what it is: its files are measured.
    private static readonly string[] s_runtimeLocation = ["DOTNET_ROOT", "DOTNET_ROOT_ARM64", "DOTNET_ROOT_X64"];

    private readonly HashSet<string> _variables;

    private MeasurementRules(IReadOnlyList<string> arguments, IReadOnlyList<string> variables)
    {
        AnyValueArguments = [.. arguments.Order(StringComparer.Ordinal)];
        AnyValueVariables = [.. variables.Union(s_runtimeLocation).Order(StringComparer.Ordinal)];
        _variables = [.. AnyValueVariables];
    }

    /// <summary>No exceptions: every argument counts, and every measured variable but the location of the runtime.</summary>
    public static MeasurementRules None { get; } = new([], []);

    /// <summary>Names of command-line options, with their dashes, whose value may be any; sorted.</summary>
    public IReadOnlyList<string> AnyValueArguments { get; }

    /// <summary>Names of environment variables whose value may be any, with those that say where the runtime lies; sorted.</summary>
    public IReadOnlyList<string> AnyValueVariables { get; }

    /// <summary>Reads the rules from the bytes of the file.</summary>
    /// <param name="utf8">One strict JSON object of the two lists, both present.</param>
    /// <param name="rules">The rules; null when the method returns false.</param>
    /// <returns>False when the object is another, a name stands twice, or a variable is named that steers the runtime or the loader.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out MeasurementRules? rules)
    {
        rules = null;
        if (!StrictJson.TryParse(utf8, out JsonElement root)
            || root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Any(member => member.Name is not (ArgumentsMember or VariablesMember))
            || !TryReadNames(root, ArgumentsMember, IsOptionName, out IReadOnlyList<string>? arguments)
            || !TryReadNames(root, VariablesMember, MayBeAnyValue, out IReadOnlyList<string>? variables))
        {
            return false;
        }

        rules = new MeasurementRules(arguments, variables);
        return true;
    }

    /// <summary>The arguments as a policy document states them.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <returns>
    /// Those that count, in their order, without <c>--name value</c> and <c>--name=value</c> of the list; then <c>--name=*</c> for
    /// each name of the list, whether it was given or not.
    /// </returns>
    public IReadOnlyList<string> DescribeArguments(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        List<string> described = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (AnyValueArguments.Contains(argument))
            {
                i++;
            }
            else if (!AnyValueArguments.Any(name => argument.StartsWith(name + "=", StringComparison.Ordinal)))
            {
                described.Add(argument);
            }
        }

        return [.. described, .. AnyValueArguments.Select(name => name + "=*")];
    }

    /// <summary>The environment as a policy document states it.</summary>
    /// <param name="environment">All variables of the process.</param>
    /// <returns>Each measured variable with its value, and each name of the list with any, whether it is set or not.</returns>
    public IReadOnlyList<EnvironmentRule> DescribeEnvironment(IEnumerable<KeyValuePair<string, string>> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        IEnumerable<KeyValuePair<string, string>> counting = environment.Where(variable => !_variables.Contains(variable.Key));
        return [.. MeasuredEnvironment.Describe(counting, _variables), .. AnyValueVariables.Select(EnvironmentRule.AnyValue)];
    }

    private static bool IsOptionName(string name) =>
        name.Length > 2 && name.StartsWith("--", StringComparison.Ordinal) && !name.Contains('=', StringComparison.Ordinal);

    // What steers the runtime, the loader or the web server is never free, whoever asks for it; the product's own settings may be.
    private static bool MayBeAnyValue(string name) =>
        name.Length > 0 && !name.Contains('=', StringComparison.Ordinal)
        && (!MeasuredEnvironment.IsMeasured(name) || name.StartsWith("CLEANROOM_", StringComparison.Ordinal));

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
            if (!StrictJsonText.TryGetString(item, out string? name) || !isName(name) || found.Contains(name))
            {
                return false;
            }

            found.Add(name);
        }

        names = found;
        return true;
    }
}
