namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>An option that LightGBM has and that can have one meaning only here: it is accepted when it asks for just that.</summary>
internal sealed class FixedOption(string name, string[] aliases, params string[] accepted) : OptionDefinition(name, aliases)
{
    public override OptionRefusalReason? Read(string value, ref BoosterOptions options) =>
        accepted.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : OptionRefusalReason.Unsupported;

    public override string Write(BoosterOptions options) => accepted[0];

    public override bool IsInRange(BoosterOptions options) => true;
}
