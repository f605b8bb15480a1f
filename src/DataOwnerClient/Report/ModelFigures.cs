namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One label, predicted with and without the partner's columns.</summary>
internal sealed record ModelFigures
{
    /// <summary>The party that holds the label, and so gains by the join.</summary>
    public required string LabelOwner { get; init; }

    /// <summary>The label's column.</summary>
    public required string Label { get; init; }

    /// <summary>The party whose columns are added.</summary>
    public required string Partner { get; init; }

    /// <summary>The quality of the model that saw the label owner's columns only.</summary>
    public required QualityFigures Without { get; init; }

    /// <summary>The quality of the model that saw both parties' columns.</summary>
    public required QualityFigures With { get; init; }

    /// <summary>The difference of the AUCs.</summary>
    public required ReportFigure AucGain { get; init; }

    /// <summary>Whether the noise leaves so wide an interval for an AUC (half of its range or more) that nothing can be read off it.</summary>
    public bool IsDrowned => Width(Without.Auc) >= 0.5 || Width(With.Auc) >= 0.5;

    /// <summary>Whom the stated ε covers and whom not, in a sentence.</summary>
    public required string Covers { get; init; }

    private static double Width(ReportFigure figure) => figure.High - figure.Low;
}
