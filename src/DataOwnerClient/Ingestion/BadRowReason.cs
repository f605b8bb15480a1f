namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>Why one row was left out.</summary>
internal enum BadRowReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>More or fewer fields than columns.</summary>
    WrongFieldCount,

    /// <summary>A quote inside a field that does not begin with one.</summary>
    StrayQuote,

    /// <summary>Text between a closing quote and the next delimiter.</summary>
    TextAfterClosingQuote,

    /// <summary>A quote that is never closed.</summary>
    UnterminatedQuote,

    /// <summary>Neither true/false, yes/no, t/f, y/n nor 1/0.</summary>
    NotABoolean,

    /// <summary>Not a whole number of 64 bits.</summary>
    NotAnInteger,

    /// <summary>Not a decimal number.</summary>
    NotANumber,

    /// <summary>Infinite, or too large for 64-bit floating point.</summary>
    NotFinite,

    /// <summary>Not a date in the declared form, or no day of the calendar.</summary>
    NotADate,

    /// <summary>Not a moment in the declared form, or none of the calendar and clock.</summary>
    NotATimestamp,

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    InvalidText,

    /// <summary>A text of more than 65,536 bytes.</summary>
    TextTooLong,

    /// <summary>An identifier of more than 256 characters.</summary>
    IdTooLong,

    /// <summary>An identifier with a control character, or one that was decoded wrongly before.</summary>
    IdUnusableCharacter,

    /// <summary>An identifier that is not an e-mail address although the agreement joins on those.</summary>
    IdNotAnEmailAddress,

    /// <summary>An identifier that is not a telephone number although the agreement joins on those.</summary>
    IdNotAPhoneNumber,

    /// <summary>A telephone number that can be read in two ways.</summary>
    IdAmbiguousPhoneNumber,

    /// <summary>A second row of a person although one row a person was declared.</summary>
    RepeatedId,
}
