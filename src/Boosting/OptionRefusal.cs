namespace EnclaveCleanRoom.Boosting;

/// <summary>Why options were not understood.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Name">The option as it was written.</param>
/// <param name="Value">The value as it was written; of a conflict, what it is.</param>
/// <param name="Nearest">The known option whose name is nearest to an unknown one; otherwise null.</param>
public sealed record OptionRefusal(OptionRefusalReason Reason, string Name, string Value, string? Nearest)
{
    /// <summary>The refusal in one sentence.</summary>
    public override string ToString() => Reason switch
    {
        OptionRefusalReason.UnknownName => $"Unknown option '{Name}'; did you mean '{Nearest}'?",
        OptionRefusalReason.NotNameAndValue => $"'{Name}' is not of the form name=value.",
        OptionRefusalReason.MalformedValue => $"'{Value}' is not a value of option '{Name}'.",
        OptionRefusalReason.ValueOutOfRange => $"'{Value}' is out of the range of option '{Name}'.",
        OptionRefusalReason.Conflict => $"Option '{Name}': {Value}",
        OptionRefusalReason.NamedTwice => $"Option '{Name}' is given twice.",
        _ => $"'{Value}' of option '{Name}' is not supported.",
    };
}
