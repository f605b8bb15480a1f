using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Whole numbers.</summary>
internal sealed class IntegerValue : OptionValue<int>
{
    public static IntegerValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null : OptionRefusalReason.MalformedValue;

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}
