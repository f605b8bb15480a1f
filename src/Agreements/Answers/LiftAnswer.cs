namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>What the treatment of a randomised experiment changed. Figures about people at large cover sampling and noise, numbers of people the noise alone.</summary>
public sealed record LiftAnswer : Answer
{
    /// <summary>The treated arm.</summary>
    public required ArmFigures Treatment { get; init; }

    /// <summary>The arm that was held out.</summary>
    public required ArmFigures Control { get; init; }

    /// <summary>People of the assignments in neither arm or in both, who are left out.</summary>
    public required Figure Others { get; init; }

    /// <summary>The treated arm's rate less that of the control; sampling and noise.</summary>
    public required Figure AbsoluteLift { get; init; }

    /// <summary>
    /// Absolute lift divided by the control's rate, sampling and noise; none where the control's rate cannot be told from 0, so that the ratio has no upper end.
    /// </summary>
    public required IReadOnlyList<Figure> RelativeLift { get; init; }

    /// <summary>Absolute lift times the people treated: conversions that would not have happened; sampling and noise.</summary>
    public required Figure IncrementalConversions { get; init; }

    /// <summary>Whether people were split as planned.</summary>
    public required SplitFigures Split { get; init; }

    /// <summary>The values, in the order of the query.</summary>
    public required IReadOnlyList<ValueLift> Values { get; init; }
}

/// <summary>One arm.</summary>
public sealed record ArmFigures
{
    /// <summary>Its value in the column of arms.</summary>
    public required string Arm { get; init; }

    /// <summary>People in it.</summary>
    public required Figure People { get; init; }

    /// <summary>People of it who converted.</summary>
    public required Figure Conversions { get; init; }

    /// <summary>Conversions divided by people, 0 to 1; sampling and noise.</summary>
    public required Figure Rate { get; init; }
}

/// <summary>How people were split between the arms.</summary>
public sealed record SplitFigures
{
    /// <summary>Treated people as a share of both arms; sampling and noise.</summary>
    public required Figure TreatmentShare { get; init; }

    /// <summary>What it was to be.</summary>
    public required double Planned { get; init; }

    /// <summary>
    /// Whether a split as planned would look like this, or be farther off, at least once in a thousand experiments. If not, people were not assigned at random as planned, or were lost on the way, and
    /// the lift says nothing.
    /// </summary>
    public required bool IsAsPlanned { get; init; }
}

/// <summary>What the treatment changed in a value.</summary>
public sealed record ValueLift
{
    /// <summary>The column.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Mean of a treated person's bounded sum, people without any counted as 0; sampling and noise.</summary>
    public required Figure Treatment { get; init; }

    /// <summary>The same in the control.</summary>
    public required Figure Control { get; init; }

    /// <summary>The difference of the means; sampling and noise.</summary>
    public required Figure Difference { get; init; }

    /// <summary>The difference times the people treated; sampling and noise.</summary>
    public required Figure Incremental { get; init; }
}
