namespace EnclaveCleanRoom.Boosting;

/// <summary>The ways in which written options can be wrong.</summary>
public enum OptionRefusalReason
{
    /// <summary>A word without an equals sign.</summary>
    NotNameAndValue,

    /// <summary>No option has this name or alias.</summary>
    UnknownName,

    /// <summary>The value is not of the option's type.</summary>
    MalformedValue,

    /// <summary>The value lies outside the option's range.</summary>
    ValueOutOfRange,

    /// <summary>The option was named before, possibly by an alias.</summary>
    NamedTwice,

    /// <summary>LightGBM knows this value; this library does not do it.</summary>
    Unsupported,

    /// <summary>The value does not go with that of another option.</summary>
    Conflict,
}
