namespace EnclaveCleanRoom.KeyRelease;

/// <summary>Why a text was refused as a release policy; <see cref="None"/> is success.</summary>
public enum ReleasePolicyFailure
{
    /// <summary>Nothing was refused.</summary>
    None = 0,

    /// <summary>More than 64 KiB.</summary>
    TooLong,

    /// <summary>Not strict JSON: a syntax error, a member twice in an object, bytes after the value.</summary>
    NotJson,

    /// <summary>A value of another JSON type than the grammar says.</summary>
    WrongType,

    /// <summary>A member that the grammar does not have at this place.</summary>
    UnknownMember,

    /// <summary><c>version</c> is missing or not <c>1.0.0</c>.</summary>
    UnknownVersion,

    /// <summary>The top-level <c>anyOf</c> is missing or empty.</summary>
    NoAuthorities,

    /// <summary>An <c>authority</c> is missing or not an absolute https URL without user, query and fragment.</summary>
    InvalidAuthority,

    /// <summary>A group does not have exactly one of <c>allOf</c> and <c>anyOf</c>.</summary>
    AmbiguousGroup,

    /// <summary>An <c>allOf</c> or <c>anyOf</c> without conditions.</summary>
    EmptyGroup,

    /// <summary>A <c>claim</c> is missing, empty, or has an empty part between dots.</summary>
    InvalidClaim,

    /// <summary>A condition with no operator, or with several.</summary>
    OneOperatorWanted,

    /// <summary>The value compared with is neither text, number, true nor false.</summary>
    UnsupportedValue,

    /// <summary>Groups nested deeper than eight levels.</summary>
    NestedTooDeep,

    /// <summary>More than 256 conditions.</summary>
    TooManyClauses,
}
