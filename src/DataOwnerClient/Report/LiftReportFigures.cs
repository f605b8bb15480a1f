namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>What the treatment of a randomised experiment changed.</summary>
internal sealed record LiftReportFigures
{
    /// <summary>The treated arm.</summary>
    public required ArmLine Treatment { get; init; }

    /// <summary>The arm that was held out.</summary>
    public required ArmLine Control { get; init; }

    /// <summary>The difference of the rates.</summary>
    public required ReportFigure AbsoluteLift { get; init; }

    /// <summary>The difference as a share of the control's rate; none where that cannot be told from 0.</summary>
    public required IReadOnlyList<ReportFigure> RelativeLift { get; init; }

    /// <summary>Conversions that the treatment made.</summary>
    public required ReportFigure Incremental { get; init; }

    /// <summary>Treated people as a share of both arms.</summary>
    public required ReportFigure TreatmentShare { get; init; }

    /// <summary>What it was to be.</summary>
    public required double PlannedShare { get; init; }

    /// <summary>Whether chance and noise explain the difference between the two.</summary>
    public required bool IsSplitAsPlanned { get; init; }

    /// <summary>Means of values.</summary>
    public required IReadOnlyList<ValueLine> Values { get; init; }
}
