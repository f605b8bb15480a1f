using System.Globalization;
using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>One seed from which the others are drawn; those that are given by name stay as given, wherever they stand.</summary>
internal sealed class SeedOption() : OptionDefinition("seed", ["random_seed", "random_state"])
{
    private const int Bound = short.MaxValue;

    public static BoosterOptions Apply(BoosterOptions options, int seed)
    {
        LinearCongruential generator = new(seed);
        int data = generator.NextShort(Bound);
        int bagging = generator.NextShort(Bound);

        // The native program's next draws are for dart, features, its ranking objective, and random thresholds.
        generator.NextShort(Bound);
        int features = generator.NextShort(Bound);
        generator.NextShort(Bound);
        int extra = generator.NextShort(Bound);
        return options with { DataRandomSeed = data, BaggingSeed = bagging, FeatureFractionSeed = features, ExtraSeed = extra };
    }

    public override OptionRefusalReason? Read(string value, ref BoosterOptions options)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seed))
        {
            return OptionRefusalReason.MalformedValue;
        }

        options = Apply(options, seed);
        return null;
    }

    /// <summary>Nothing: the seeds drawn from it are what is written.</summary>
    public override string Write(BoosterOptions options) => "";

    public override bool IsInRange(BoosterOptions options) => true;
}
