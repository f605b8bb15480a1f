namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>An option of LightGBM that cannot change a model that this library trains: any value of it is accepted.</summary>
internal sealed class IgnoredOption(string name, params string[] aliases) : OptionDefinition(name, aliases)
{
    public override OptionRefusalReason? Read(string value, ref BoosterOptions options) => null;

    public override string Write(BoosterOptions options) => "";

    public override bool IsInRange(BoosterOptions options) => true;
}
