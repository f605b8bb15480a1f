namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>An option that is a property of <see cref="BoosterOptions"/>.</summary>
internal sealed class ValueOption<T>(
    string name,
    string[] aliases,
    Func<BoosterOptions, T> get,
    Func<BoosterOptions, T, BoosterOptions> set,
    OptionValue<T> value,
    Func<T, bool> inRange) : OptionDefinition(name, aliases)
{
    public override OptionRefusalReason? Read(string text, ref BoosterOptions options)
    {
        OptionRefusalReason? malformed = value.TryRead(text, out T? parsed);
        if (malformed is not null)
        {
            return malformed;
        }

        if (!inRange(parsed!))
        {
            return OptionRefusalReason.ValueOutOfRange;
        }

        options = set(options, parsed!);
        return null;
    }

    public override string Write(BoosterOptions options) => value.Write(get(options));

    public override bool IsInRange(BoosterOptions options) => inRange(get(options));
}
