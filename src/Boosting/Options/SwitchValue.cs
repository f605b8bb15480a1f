namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Yes or no, as LightGBM spells them.</summary>
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
