namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Yes or no, as LightGBM spells them.</summary>
internal sealed class SwitchValue : OptionValue<bool>
{
    public static SwitchValue Instance { get; } = new();

    public override OptionRefusalReason? TryRead(string text, out bool value)
    {
        value = text is "1" or "+" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" or "-" || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? null : OptionRefusalReason.MalformedValue;
    }

    public override string Write(bool value) => value ? "1" : "0";
}
