namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How well the label is predicted with and without the partner's columns, on people held out of training.</summary>
public sealed record CtrModelAnswer : Answer
{
    /// <summary>The label that is predicted.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>The model that saw both sides' columns.</summary>
    public required ModelQuality WithPartner { get; init; }

    /// <summary>The model that saw the label owner's columns only.</summary>
    public required ModelQuality WithoutPartner { get; init; }

    /// <summary>AUC with the partner's columns less AUC without.</summary>
    public required Figure AucGain { get; init; }
}

/// <summary>The quality of one model, all of it computed from two noised score histograms.</summary>
public sealed record ModelQuality
{
    /// <summary>Held-out rows, after bounding.</summary>
    public required Figure Rows { get; init; }

    /// <summary>Share of positive rows among them, 0 to 1.</summary>
    public required Figure PositiveRate { get; init; }

    /// <summary>Area under the ROC curve, ties counted half, 0 to 1.</summary>
    public required Figure Auc { get; init; }

    /// <summary>Mean negative log-likelihood in nats, scores taken at their bins' centres.</summary>
    public required Figure LogLoss { get; init; }

    /// <summary>Log-loss divided by that of predicting the positive rate for every row; below 1 is better than knowing nothing.</summary>
    public required Figure NormalisedEntropy { get; init; }

    /// <summary>Mean prediction, taken at the centres of the scores' bins, divided by the positive rate; 1 is calibrated.</summary>
    public required Figure Calibration { get; init; }

    /// <summary>Positive rate of the tenth of rows with the highest scores divided by that of all rows.</summary>
    public required Figure TopDecileLift { get; init; }

    /// <summary>Predicted against observed rate, by score bin, lowest scores first; bins too noisy to say anything are left out.</summary>
    public required IReadOnlyList<CalibrationPoint> CalibrationCurve { get; init; }
}

/// <summary>One point of a calibration curve.</summary>
public sealed record CalibrationPoint
{
    /// <summary>The predicted rate at the centre of the bin or bins that the point stands for, 0 to 1.</summary>
    public required double Predicted { get; init; }

    /// <summary>The observed rate.</summary>
    public required Figure Observed { get; init; }

    /// <summary>Rows in it.</summary>
    public required double Rows { get; init; }
}
