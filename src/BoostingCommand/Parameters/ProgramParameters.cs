using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Parameters;

/// <summary>The program's own parameters, beside those of training and of prediction. Names and defaults are LightGBM's.</summary>
internal sealed record ProgramParameters
{
    public ProgramTask Task { get; init; }

    /// <summary>The file to train on or to predict.</summary>
    public string Data { get; init; } = "";

    /// <summary>The files to measure a training on.</summary>
    public IReadOnlyList<string> Valid { get; init; } = [];

    public string InputModel { get; init; } = "";

    public string OutputModel { get; init; } = "LightGBM_model.txt";

    public string OutputResult { get; init; } = "LightGBM_predict_result.txt";

    /// <summary>Whether the data files' first line names the columns.</summary>
    public bool Header { get; init; }

    public string LabelColumn { get; init; } = "";

    public string WeightColumn { get; init; } = "";

    public string GroupColumn { get; init; } = "";

    public string IgnoreColumn { get; init; } = "";

    public string CategoricalFeature { get; init; } = "";

    /// <summary>Whether numbers are read exactly rather than by the native program's arithmetic, which errs in the last bit.</summary>
    public bool PreciseFloatParser { get; init; }

    public int Verbosity { get; init; } = 1;

    /// <summary>The model is written every so many iterations; 0 or less for only at the end.</summary>
    public int SnapshotFreq { get; init; } = -1;

    /// <summary>Metrics are written every so many iterations.</summary>
    public int MetricFreq { get; init; } = 1;

    public bool IsProvideTrainingMetric { get; init; }

    public bool PredictLeafIndex { get; init; }

    public bool PredictContrib { get; init; }

    /// <summary>Whether data may have other features than the model: those it has not are 0.</summary>
    public bool PredictDisableShapeCheck { get; init; }

    public PredictionOptions Prediction { get; init; } = PredictionOptions.Default;

    public BoosterOptions Training { get; init; } = BoosterOptions.Default;
}
