using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>Reads the features that a model knows from a file that may have others, and may have no label.</summary>
internal static class PredictionData
{
    public static FeatureTable Read(string path, Booster booster, ProgramParameters parameters, Log log)
    {
        DataFile file = DataFile.Open(path, parameters.Header);
        bool hasLabel = file.Format != DataFormat.Sparse || StartsWithLabel(file.Row(0));
        double[][] columns = ParsedColumns.Of(file, parameters.PreciseFloatParser, parameters.Training.NumThreads, hasLabel).Columns;
        double[]?[] features = file.Names is not null
            ? ByName(file.Names, columns, booster, log)
            : ByPlace(path, columns, hasLabel, file.Format, booster, parameters);
        return new FeatureTable([.. booster.FeatureNames.Select((name, feature) =>
            FeatureColumn.Numeric(name, features[feature] ?? new double[file.RowCount]))]);
    }

    private static bool StartsWithLabel(ReadOnlySpan<byte> row)
    {
        int space = row.IndexOfAny((byte)' ', (byte)'\t');
        return space < 0 ? !row.Contains((byte)':') : !row[..space].Contains((byte)':');
    }

    private static double[]?[] ByName(string[] names, double[][] columns, Booster booster, Log log)
    {
        if (names.Length != columns.Length)
        {
            throw new CommandException($"The header names {names.Length} columns; the rows have {columns.Length}.");
        }

        string[] written = [.. names.Select(name => name.Trim().Replace(' ', '_'))];
        return [.. booster.FeatureNames.Select(name =>
        {
            int column = Array.IndexOf(written, name);
            if (column < 0)
            {
                log.Warning($"Feature ({name}) is missed in data file: its values are taken to be 0.");
            }

            return column < 0 ? null : columns[column];
        })];
    }

    private static double[]?[] ByPlace(string path, double[][] columns, bool hasLabel, DataFormat format, Booster booster, ProgramParameters parameters)
    {
        int wanted = booster.FeatureNames.Count;
        bool dropsLabel = format == DataFormat.Sparse ? hasLabel : columns.Length != wanted;
        int label = parameters.LabelColumn.Length > 0 ? ColumnRoles.Of(parameters with { WeightColumn = "", GroupColumn = "", IgnoreColumn = "", CategoricalFeature = "" }, null).Label
            : format == DataFormat.Sparse ? 0 : booster.LabelColumn;
        double[][] features = dropsLabel ? [.. columns.Where((_, column) => column != label)] : columns;
        if (features.Length != wanted && format != DataFormat.Sparse && !parameters.PredictDisableShapeCheck)
        {
            throw new CommandException(
                $"The number of features in {path} ({features.Length}) is not the same as it was in training data ({wanted}). "
                + "Set predict_disable_shape_check=true to take missing ones to be 0.");
        }

        return [.. Enumerable.Range(0, wanted).Select(feature => feature < features.Length ? features[feature] : null)];
    }
}
