namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>Why an identifier as it was found cannot be one that is joined on.</summary>
public enum IdRejection
{
    /// <summary>It can: the normalised identifier was written.</summary>
    None,

    /// <summary>Nothing is left after trimming: the identifier is absent.</summary>
    Empty,

    /// <summary>Longer than <see cref="IdNormalisation.MaximumLength"/> characters.</summary>
    TooLong,

    /// <summary>Holds a control character, a lone surrogate or U+FFFD, the mark of a wrong decoding.</summary>
    UnusableCharacter,

    /// <summary>Not of the form local@domain.tld.</summary>
    NotAnEmailAddress,

    /// <summary>Not a telephone number of 8 to 15 digits, or one with an extension.</summary>
    NotAPhoneNumber,

    /// <summary>Begins with the default country's code but without '+' and trunk prefix, so it can be read in two ways.</summary>
    AmbiguousPhoneNumber,
}
