using System.Globalization;
using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Real numbers.</summary>
internal sealed class NumberValue : OptionValue<double>
{
    public static NumberValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? null : OptionRefusalReason.MalformedValue;

    public override string Write(double value) => ModelNumber.Short(value);
}
