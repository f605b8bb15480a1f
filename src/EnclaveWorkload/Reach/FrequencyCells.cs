namespace EnclaveCleanRoom.EnclaveWorkload.Reach;

/// <summary>
/// Where a person counts: by frequency up to a cap, and by whether the person is of the target audience. People of the audience whom nothing
/// reached have a cell too where they are wanted.
/// </summary>
/// <param name="cap">Frequencies from this one on share a cell.</param>
/// <param name="hasAudience">Whether there is an audience to tell from others.</param>
/// <param name="withUnreached">Whether its people with frequency 0 have a cell.</param>
internal sealed class FrequencyCells(int cap, bool hasAudience, bool withUnreached)
{
    internal int Cap => cap;

    internal bool HasAudience => hasAudience;

    /// <summary>How many cells there are.</summary>
    internal int Count => OnTarget + cap;

    private int OnTarget => hasAudience ? cap + Unreached : 0;

    private int Unreached => hasAudience && withUnreached ? 1 : 0;

    /// <summary>The cell of a person.</summary>
    /// <param name="isOnTarget">Whether the person is of the audience.</param>
    /// <param name="frequency">Exposures, 1 or more; 0 for people of the audience where such have a cell.</param>
    internal int Of(bool isOnTarget, int frequency) => isOnTarget
        ? Math.Min(frequency, cap) + Unreached - 1
        : OnTarget + Math.Min(frequency, cap) - 1;

    /// <summary>People of the audience by frequency 1, 2, …, of a vector of these cells.</summary>
    internal ReadOnlySpan<long> Audience(ReadOnlySpan<long> cells) => hasAudience ? cells.Slice(Unreached, cap) : [];

    /// <summary>Everybody else by frequency.</summary>
    internal ReadOnlySpan<long> Others(ReadOnlySpan<long> cells) => cells.Slice(OnTarget, cap);
}
