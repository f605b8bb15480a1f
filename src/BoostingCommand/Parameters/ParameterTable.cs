namespace EnclaveCleanRoom.BoostingCommand.Parameters;

/// <summary>The program's own parameters.</summary>
internal static class ParameterTable
{
    public static IReadOnlyList<ProgramParameter> All { get; } =
    [
        new("task", ["task_type"], ReadTask),
        ProgramParameter.Text("data", (p, v) => p with { Data = v }, "train", "train_data", "train_data_file", "data_filename"),
        ProgramParameter.Text(
            "valid",
            (p, v) => p with { Valid = v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
            "test", "valid_data", "valid_data_file", "test_data", "test_data_file", "valid_filenames"),
        ProgramParameter.Text("input_model", (p, v) => p with { InputModel = v }, "model_input", "model_in"),
        ProgramParameter.Text("output_model", (p, v) => p with { OutputModel = v }, "model_output", "model_out"),
        ProgramParameter.Text(
            "output_result",
            (p, v) => p with { OutputResult = v },
            "predict_result", "prediction_result", "predict_name", "prediction_name", "pred_name", "name_pred"),
        ProgramParameter.Switch("header", (p, v) => p with { Header = v }, "has_header"),
        ProgramParameter.Text("label_column", (p, v) => p with { LabelColumn = v }, "label"),
        ProgramParameter.Text("weight_column", (p, v) => p with { WeightColumn = v }, "weight"),
        ProgramParameter.Text("group_column", (p, v) => p with { GroupColumn = v }, "group", "group_id", "query_column", "query", "query_id"),
        ProgramParameter.Text("ignore_column", (p, v) => p with { IgnoreColumn = v }, "ignore_feature", "blacklist"),
        ProgramParameter.Text(
            "categorical_feature", (p, v) => p with { CategoricalFeature = v }, "cat_feature", "categorical_column", "cat_column", "categorical_features"),
        ProgramParameter.Switch("precise_float_parser", (p, v) => p with { PreciseFloatParser = v }),
        ProgramParameter.Integer("verbosity", (p, v) => p with { Verbosity = v }, "verbose"),
        ProgramParameter.Integer("snapshot_freq", (p, v) => p with { SnapshotFreq = v }, "save_period"),
        ProgramParameter.Integer("metric_freq", (p, v) => v < 1 ? null : p with { MetricFreq = v }, "output_freq"),
        ProgramParameter.Switch(
            "is_provide_training_metric", (p, v) => p with { IsProvideTrainingMetric = v }, "training_metric", "is_training_metric", "train_metric"),
        ProgramParameter.Switch("predict_leaf_index", (p, v) => p with { PredictLeafIndex = v }, "is_predict_leaf_index", "leaf_index"),
        ProgramParameter.Switch("predict_contrib", (p, v) => p with { PredictContrib = v }, "is_predict_contrib", "contrib"),
        ProgramParameter.Switch("predict_disable_shape_check", (p, v) => p with { PredictDisableShapeCheck = v }),
        ProgramParameter.Switch(
            "predict_raw_score",
            (p, v) => p with { Prediction = p.Prediction with { PredictRawScore = v } },
            "is_predict_raw_score", "predict_rawscore", "raw_score"),
        ProgramParameter.Integer("start_iteration_predict", (p, v) => p with { Prediction = p.Prediction with { StartIterationPredict = v } }),
        ProgramParameter.Integer("num_iteration_predict", (p, v) => p with { Prediction = p.Prediction with { NumIterationPredict = v } }),
        ProgramParameter.Switch("pred_early_stop", (p, v) => p with { Prediction = p.Prediction with { PredEarlyStop = v } }),
        ProgramParameter.Integer("pred_early_stop_freq", (p, v) => v < 1 ? null : p with { Prediction = p.Prediction with { PredEarlyStopFreq = v } }),
        ProgramParameter.Number("pred_early_stop_margin", (p, v) => v >= 0 ? p with { Prediction = p.Prediction with { PredEarlyStopMargin = v } } : null),

        // Of the native program's own binary files, source code and importances by gain there is nothing here: only "no" is understood.
        ProgramParameter.Switch("save_binary", (p, v) => v ? null : p, "is_save_binary", "is_save_binary_file"),
        ProgramParameter.Text("convert_model_language", (p, v) => v.Length == 0 ? p : null),
        ProgramParameter.Text("convert_model", (p, _) => p, "convert_model_file"),
        ProgramParameter.Integer("saved_feature_importance_type", (p, v) => v == 0 ? p : null),
        ProgramParameter.Text("parser_config_file", (p, v) => v.Length == 0 ? p : null),
    ];

    private static ProgramParameters? ReadTask(ProgramParameters parameters, string text) => text.ToLowerInvariant() switch
    {
        "train" or "training" => parameters with { Task = ProgramTask.Train },
        "predict" or "prediction" or "test" => parameters with { Task = ProgramTask.Predict },
        "refit" or "refit_tree" => parameters with { Task = ProgramTask.Refit },
        _ => null,
    };
}
