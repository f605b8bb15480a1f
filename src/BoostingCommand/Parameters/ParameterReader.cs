using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Parameters;

/// <summary>Reads the command line and the configuration file that it names. What the command line says goes before what the file says.</summary>
internal static class ParameterReader
{
    private static readonly string[] s_configNames = ["config", "config_file"];

    private static readonly Dictionary<string, ProgramParameter> s_own = ParameterTable.All
        .SelectMany(parameter => parameter.Aliases.Append(parameter.Name).Select(name => (name, parameter)))
        .ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);

    public static ProgramParameters Read(IReadOnlyList<string> arguments)
    {
        List<KeyValuePair<string, string>> pairs = [.. arguments.Select(Split)];
        string? file = pairs.Where(pair => s_configNames.Contains(pair.Key)).Select(pair => pair.Value).FirstOrDefault();
        if (file is not null)
        {
            HashSet<object> given = [.. pairs.Select(pair => Identity(pair.Key))];
            pairs.AddRange(ReadFile(file).Where(pair => !given.Contains(Identity(pair.Key))));
        }

        ProgramParameters parameters = new();
        HashSet<ProgramParameter> named = [];
        List<KeyValuePair<string, string>> training = [];
        foreach ((string name, string value) in pairs.Where(pair => !s_configNames.Contains(pair.Key)))
        {
            if (!s_own.TryGetValue(name, out ProgramParameter? own))
            {
                training.Add(new(name, value));
                continue;
            }

            parameters = (named.Add(own) ? own.Read(parameters, value) : throw new CommandException($"Parameter '{name}' is given twice."))
                ?? throw new CommandException($"'{value}' of parameter '{name}' is not understood or not supported.");
        }

        return parameters with { Training = ReadTraining(training) };
    }

    /// <summary>The native program's defaults that differ from the library's: it fits numbers, and uses all processors.</summary>
    private static BoosterOptions ReadTraining(List<KeyValuePair<string, string>> pairs)
    {
        foreach ((string name, string value) in pairs)
        {
            if (!OptionNames.All.Contains(name))
            {
                throw new CommandException($"Unknown parameter '{name}' (={value}); did you mean '{OptionNames.Nearest(name, [.. OptionNames.All, .. s_own.Keys, .. s_configNames])}'?");
            }
        }

        List<KeyValuePair<string, string>> known = [.. pairs.Where(pair => !IsAutomaticThreads(pair))];
        if (!known.Exists(pair => ReferenceEquals(Identity(pair.Key), Identity("objective"))))
        {
            known.Add(new("objective", "regression"));
        }

        if (!known.Exists(pair => ReferenceEquals(Identity(pair.Key), Identity("num_threads"))))
        {
            known.Add(new("num_threads", Math.Min(256, Environment.ProcessorCount).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return BoosterOptions.TryParse(known, out BoosterOptions? options, out OptionRefusal? refusal) ? options : throw new CommandException(refusal.ToString());
    }

    private static bool IsAutomaticThreads(KeyValuePair<string, string> pair) =>
        ReferenceEquals(Identity(pair.Key), Identity("num_threads")) && int.TryParse(pair.Value, out int threads) && threads <= 0;

    /// <summary>What stands for a parameter under all its names.</summary>
    private static object Identity(string name) =>
        s_own.TryGetValue(name, out ProgramParameter? own) ? own : string.Intern(OptionNames.MainNameOf(name) ?? name);

    private static IEnumerable<KeyValuePair<string, string>> ReadFile(string file)
    {
        foreach (string line in File.ReadLines(file))
        {
            string content = line.Split('#')[0].Trim();
            if (content.Length > 0)
            {
                yield return Split(content);
            }
        }
    }

    private static KeyValuePair<string, string> Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(Plain(text[..equals]), Plain(text[(equals + 1)..]))
            : throw new CommandException($"'{text}' is not of the form name=value.");
    }

    private static string Plain(string text) => text.Trim().Trim('"', '\'').Trim();
}
