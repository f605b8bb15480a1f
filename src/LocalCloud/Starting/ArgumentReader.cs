using System.Globalization;

namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>
/// Reads <c>--name value</c> pairs and flags, each at most once, none unknown. It goes on after a problem and keeps the first,
/// so that its reader states the options plainly one after another.
/// </summary>
internal sealed class ArgumentReader
{
    private readonly Dictionary<string, string> _given = [];

    public ArgumentReader(IReadOnlyList<string> args, IReadOnlySet<string> options, IReadOnlySet<string> flags)
    {
        for (int i = 0; i < args.Count && Problem is null; i++)
        {
            string name = args[i];
            bool isFlag = flags.Contains(name);
            Problem = !isFlag && !options.Contains(name) ? $"{name} is not an option."
                : !isFlag && i + 1 == args.Count ? $"{name} needs a value."
                : !_given.TryAdd(name, isFlag ? "" : args[++i]) ? $"{name} is given twice."
                : null;
        }
    }

    /// <summary>A sentence about the first thing that was wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => _given.ContainsKey(flag);

    /// <summary>The value of an option, or null when it was not given.</summary>
    public string? Text(string name) => _given.GetValueOrDefault(name);

    /// <summary>A whole number within bounds; <paramref name="otherwise"/> when it was not given.</summary>
    public int Integer(string name, int min, int max, int otherwise)
    {
        if (Text(name) is not string text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max)
        {
            return value;
        }

        Refuse($"{name} takes a whole number from {min} to {max}.");
        return otherwise;
    }

    /// <summary>One of two words, the first by default.</summary>
    /// <returns>Whether the second was chosen.</returns>
    public bool IsSecond(string name, string first, string second)
    {
        string text = Text(name) ?? first;
        if (text != first && text != second)
        {
            Refuse($"{name} takes {first} or {second}.");
        }

        return text == second;
    }

    /// <summary>Records a problem, unless there was one before.</summary>
    public void Refuse(string problem) => Problem ??= problem;
}
