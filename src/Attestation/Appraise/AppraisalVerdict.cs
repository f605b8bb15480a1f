namespace EnclaveCleanRoom.Attestation;

/// <summary>What evidence is worth, the worse first. Forged and merely unacceptable are different words: the first means attack or damage, the second a policy.</summary>
public enum AppraisalVerdict
{
    /// <summary>It is not evidence of a form that is read here.</summary>
    Unreadable,

    /// <summary>No trusted root stands behind it, so nothing in it is believed.</summary>
    Forged,

    /// <summary>It is true, and what it says does not satisfy the reference values.</summary>
    GenuineNotAcceptable,

    /// <summary>It is true and satisfies every check.</summary>
    Acceptable,
}
