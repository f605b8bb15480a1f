namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>One option: its names, how it is read, written and bounded.</summary>
/// <param name="name">LightGBM's name.</param>
/// <param name="aliases">LightGBM's other names for it.</param>
internal abstract class OptionDefinition(string name, string[] aliases)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Aliases { get; } = aliases;

    /// <summary>Puts a written value into <paramref name="options"/>; null when it was accepted.</summary>
    public abstract OptionRefusalReason? Read(string value, ref BoosterOptions options);

    public abstract string Write(BoosterOptions options);

    public abstract bool IsInRange(BoosterOptions options);
}
