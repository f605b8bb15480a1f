namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>The quality of one model on people held out of training.</summary>
internal sealed record QualityFigures
{
    /// <summary>Held-out rows.</summary>
    public required ReportFigure Rows { get; init; }

    /// <summary>Share of positive rows, 0 to 1.</summary>
    public required ReportFigure PositiveRate { get; init; }

    /// <summary>Area under the ROC curve, 0 to 1.</summary>
    public required ReportFigure Auc { get; init; }

    /// <summary>Mean negative log-likelihood, in nats.</summary>
    public required ReportFigure LogLoss { get; init; }

    /// <summary>Log-loss against that of always predicting the positive rate.</summary>
    public required ReportFigure NormalisedEntropy { get; init; }

    /// <summary>Mean prediction divided by the positive rate.</summary>
    public required ReportFigure Calibration { get; init; }

    /// <summary>Positive rate of the best-scored tenth divided by that of all.</summary>
    public required ReportFigure TopDecileLift { get; init; }

    /// <summary>Predicted against observed rate, lowest first.</summary>
    public required IReadOnlyList<CalibrationLine> CalibrationCurve { get; init; }
}
