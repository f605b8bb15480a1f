using System.Globalization;

namespace EnclaveCleanRoom.BoostingCommand.Parameters;

/// <summary>One of the program's own parameters: its names and what a value of it does. Null from reading means that the value is malformed.</summary>
internal sealed record ProgramParameter(string Name, string[] Aliases, Func<ProgramParameters, string, ProgramParameters?> Read)
{
    public static ProgramParameter Text(string name, Func<ProgramParameters, string, ProgramParameters?> set, params string[] aliases) => new(name, aliases, set);

    public static ProgramParameter Switch(string name, Func<ProgramParameters, bool, ProgramParameters?> set, params string[] aliases) =>
        new(name, aliases, (parameters, text) => text.ToLowerInvariant() switch
        {
            "true" or "1" or "+" => set(parameters, true),
            "false" or "0" or "-" => set(parameters, false),
            _ => null,
        });

    public static ProgramParameter Integer(string name, Func<ProgramParameters, int, ProgramParameters?> set, params string[] aliases) =>
        new(name, aliases, (parameters, text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? set(parameters, value) : null);

    public static ProgramParameter Number(string name, Func<ProgramParameters, double, ProgramParameters?> set) =>
        new(name, [], (parameters, text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? set(parameters, value) : null);
}
