namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>The kind of boosting: gradient boosted trees; "goss" is understood as those with GOSS, as the native program understands it.</summary>
internal sealed class BoostingOption() : OptionDefinition("boosting", ["boosting_type", "boost"])
{
    public override OptionRefusalReason? Read(string value, ref BoosterOptions options)
    {
        if (value.Equals("goss", StringComparison.OrdinalIgnoreCase))
        {
            options = options with { DataSampleStrategy = SamplingStrategy.Goss };
            return null;
        }

        return value.Equals("gbdt", StringComparison.OrdinalIgnoreCase) || value.Equals("gbrt", StringComparison.OrdinalIgnoreCase)
            ? null
            : OptionRefusalReason.Unsupported;
    }

    public override string Write(BoosterOptions options) => "gbdt";

    public override bool IsInRange(BoosterOptions options) => true;
}
