namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>A closed list of names; the first name of a value is the one that is written.</summary>
internal sealed class NameValue<T>(params (T Value, string[] Names)[] known) : OptionValue<T>
    where T : struct, Enum
{
    /// <summary>Each value with its names.</summary>
    public IReadOnlyList<(T Value, string[] Names)> Known => known;

    public override OptionRefusalReason? TryRead(string text, out T value)
    {
        foreach ((T candidate, string[] names) in known)
        {
            if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                value = candidate;
                return null;
            }
        }

        value = default;
        return OptionRefusalReason.Unsupported;
    }

    public override string Write(T value) => known.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Names[0];
}
