namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Which groups are shown, by a figure as it is released, noise included. A figure that a group has not got meets no condition.</summary>
public sealed record FigureCondition
{
    /// <summary>A figure of the same question.</summary>
    public required MeasureName Figure { get; init; }

    /// <summary>How it is compared.</summary>
    public required FigureComparison Is { get; init; }

    /// <summary>With what, in the figure's unit.</summary>
    public required double Value { get; init; }

    /// <summary>Whether a figure meets it.</summary>
    /// <param name="estimate">The released value.</param>
    public bool Holds(double estimate) => Is switch
    {
        FigureComparison.AtLeast => estimate >= Value,
        FigureComparison.Above => estimate > Value,
        FigureComparison.AtMost => estimate <= Value,
        _ => estimate < Value,
    };
}
