using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting;

/// <summary>The names that options can be given by.</summary>
public static class OptionNames
{
    /// <summary>All names and aliases of <see cref="BoosterOptions"/>, and those of LightGBM's that are accepted without effect.</summary>
    public static IReadOnlyCollection<string> All => OptionReader.Names;

    /// <summary>The name that an alias stands for, or the name itself; null when there is no such option.</summary>
    /// <param name="name">A name or an alias.</param>
    public static string? MainNameOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return OptionReader.MainNameOf(name);
    }

    /// <summary>What somebody may have meant: the candidate of the smallest edit distance; of several, the first in ordinal order.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">At least one name.</param>
    /// <exception cref="InvalidOperationException">There is no candidate.</exception>
    public static string Nearest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        return NearestName.Of(name, candidates);
    }
}
