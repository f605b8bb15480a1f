namespace EnclaveCleanRoom.Boosting;

/// <summary>Makes lists of collection expressions.</summary>
public static class OptionListBuilder
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">The type of an entry.</typeparam>
    /// <param name="entries">The entries; copied.</param>
    public static OptionList<T> Create<T>(ReadOnlySpan<T> entries) => new(entries.ToArray());
}
