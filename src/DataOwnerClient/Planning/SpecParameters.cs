using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.DataOwnerClient.Planning;

/// <summary><c>kind:name=value,name=value</c>, in which every name stands once and none is left over.</summary>
internal sealed class SpecParameters
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, Rational> _supplied = [];
    private readonly HashSet<string> _read = [];

    private SpecParameters(string text, string kind) => (Text, Kind) = (text, kind);

    /// <summary>As it was written.</summary>
    internal string Text { get; }

    /// <summary>What stands before the colon.</summary>
    internal string Kind { get; }

    /// <exception cref="ClientException">The text has another form.</exception>
    internal static SpecParameters Parse(string text)
    {
        string[] halves = text.Split(':', 2);
        SpecParameters parameters = new(text, halves[0]);
        foreach (string pair in halves.Length < 2 ? [] : halves[1].Split(','))
        {
            string[] sides = pair.Split('=', 2);
            if (sides.Length < 2 || sides[0].Length == 0 || !parameters._values.TryAdd(sides[0], sides[1]))
            {
                throw ClientException.Usage($"{text}: '{pair}' is no name=value, or its name stands twice. Write {ReleaseSpec.Forms}.");
            }
        }

        return parameters;
    }

    /// <summary>Sets a parameter that the text leaves open.</summary>
    internal void Supply(string name, Rational value)
    {
        if (_values.ContainsKey(name))
        {
            throw ClientException.Usage($"{Text}: {name} is what is sought; leave it out.");
        }

        _supplied.Add(name, value);
    }

    /// <summary>An exact number; the default when it is not given.</summary>
    internal Rational Read(string name, Rational? fallback = null)
    {
        _read.Add(name);
        if (_supplied.TryGetValue(name, out Rational supplied))
        {
            return supplied;
        }

        if (!_values.TryGetValue(name, out string? written))
        {
            return fallback ?? throw ClientException.Usage($"{Text}: {name}= is missing.");
        }

        return Rational.TryParse(written, out Rational value) ? value : throw ClientException.Usage($"{Text}: {name}={written} is no number.");
    }

    /// <summary>A whole number; the default when it is not given.</summary>
    internal long ReadInteger(string name, long fallback)
    {
        Rational value = Read(name, fallback);
        return value.Denominator.IsOne && value > Rational.Zero && value <= long.MaxValue
            ? (long)value.Numerator
            : throw ClientException.Usage($"{Text}: {name} is a whole number of at least 1.");
    }

    /// <summary>How many times: <c>count</c> and <c>steps</c> are the same and may not stand together.</summary>
    internal long ReadCount()
    {
        if (_values.ContainsKey("count") && _values.ContainsKey("steps"))
        {
            throw ClientException.Usage($"{Text}: count and steps are the same thing; give one.");
        }

        return _values.ContainsKey("steps") ? ReadInteger("steps", 1) : ReadInteger("count", 1);
    }

    /// <exception cref="ClientException">A name is none of the kind's.</exception>
    internal void RequireAllRead()
    {
        string? surplus = _values.Keys.FirstOrDefault(name => !_read.Contains(name));
        if (surplus is not null)
        {
            throw ClientException.Usage($"{Text}: {Kind} has no {surplus}.");
        }
    }
}
