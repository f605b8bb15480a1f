namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>Why a text is not a list of id rules.</summary>
public enum IdNormalisationFailure
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Not strict JSON, or not an object with exactly the members <c>version</c> and <c>rules</c>.</summary>
    Malformed,

    /// <summary>A version that this release does not know.</summary>
    UnknownVersion,

    /// <summary>A rule that this release does not know.</summary>
    UnknownRule,

    /// <summary>A rule with a missing, unknown or ill-formed member.</summary>
    InvalidRule,

    /// <summary>More than <see cref="IdNormalisation.MaximumRules"/> rules.</summary>
    TooManyRules,

    /// <summary>More than one e-mail or phone rule: no identifier could satisfy both.</summary>
    ContradictoryRules,
}
