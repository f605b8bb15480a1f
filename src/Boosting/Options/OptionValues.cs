using System.Globalization;
using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Options;

internal sealed class IntegerValue : OptionValue<int>
{
    public static IntegerValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null : OptionRefusalReason.MalformedValue;

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class NumberValue : OptionValue<double>
{
    public static NumberValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? null : OptionRefusalReason.MalformedValue;

    public override string Write(double value) => ModelNumber.Short(value);
}

internal sealed class SwitchValue : OptionValue<bool>
{
    public static SwitchValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out bool value)
    {
        value = text is "1" or "+" or "true" or "True" or "TRUE";
        return value || text is "0" or "-" or "false" or "False" or "FALSE" ? null : OptionRefusalReason.MalformedValue;
    }

    public override string Write(bool value) => value ? "1" : "0";
}

/// <summary>A closed list of names; the first name of a value is the one that is written.</summary>
internal sealed class NameValue<T>(params (T Value, string[] Names)[] known) : OptionValue<T>
    where T : struct, Enum
{
    public override OptionRefusalReason? TryRead(string text, out T value)
    {
        foreach ((T candidate, string[] names) in known)
        {
            if (names.Contains(text, StringComparer.Ordinal))
            {
                value = candidate;
                return null;
            }
        }

        value = default;
        return OptionRefusalReason.Unsupported;
    }

    public override string Write(T value) => known.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Names[0];
}
