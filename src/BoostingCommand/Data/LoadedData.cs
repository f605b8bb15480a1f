using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>A data file that has labels: its features and what is known of its rows.</summary>
/// <param name="Features">All columns but the label; those that are ignored are constant.</param>
/// <param name="Rows">Labels, weights, initial scores, groups.</param>
/// <param name="LabelColumn">The label's column in the file.</param>
internal sealed record LoadedData(FeatureTable Features, RowInformation Rows, int LabelColumn)
{
    public static LoadedData From(string path, ProgramParameters parameters, Log log)
    {
        DataFile file = DataFile.Open(path, parameters.Header);
        ColumnRoles roles = ColumnRoles.Of(parameters, file.Names);
        double[][] columns = ParsedColumns.Of(file, parameters.PreciseFloatParser, parameters.Training.NumThreads).Columns;
        if (roles.Label >= columns.Length || columns.Length < 2)
        {
            throw new CommandException($"Data file {path} has {columns.Length} columns: there is no label at {roles.Label}, or nothing beside it.");
        }

        if (file.Names is not null && file.Names.Length != columns.Length)
        {
            throw new CommandException($"The header of {path} names {file.Names.Length} columns; its rows have {columns.Length}.");
        }

        double[][] features = [.. columns.Where((_, column) => column != roles.Label)];
        string[] names = file.Names is null
            ? [.. Enumerable.Range(0, features.Length).Select(feature => $"Column_{feature}")]
            : [.. file.Names.Where((_, column) => column != roles.Label).Select(name => name.Trim().Replace(' ', '_'))];
        foreach (int feature in roles.Ignored.Concat(roles.Categorical).Where(feature => feature >= features.Length))
        {
            throw new CommandException($"There is no feature {feature} in {path}; the label does not count.");
        }

        FeatureTable table = new([.. features.Select((values, feature) => Column(names[feature], values, feature, roles))]);
        return new LoadedData(table, Information(path, columns[roles.Label], features, roles, log), roles.Label);
    }

    private static FeatureColumn Column(string name, double[] values, int feature, ColumnRoles roles) =>
        roles.Ignored.Contains(feature) ? FeatureColumn.Numeric(name, new double[values.Length])
        : roles.Categorical.Contains(feature) ? FeatureColumn.Categorical(name, values.Select(Code).ToArray())
        : FeatureColumn.Numeric(name, values);

    /// <summary>A category's code; what is missing, negative or too large for one is missing.</summary>
    private static int Code(double value) => value >= 0 && value < int.MaxValue ? (int)value : -1;

    /// <summary>Groups that are not told apart would be one: a number that cannot be kept is refused.</summary>
    private static int GroupNumber(double value) => value >= 0 && value <= int.MaxValue && value == Math.Floor(value)
        ? (int)value
        : throw new CommandException($"The group column holds something other than whole numbers from 0 to {int.MaxValue}.");

    private static RowInformation Information(string path, double[] labels, double[][] features, ColumnRoles roles, Log log)
    {
        double[]? weights = SideFile.Weights(path);
        if (weights is not null)
        {
            log.Info("Loading weights...");
        }

        weights ??= roles.Weight is int weight ? features[weight] : null;
        int[]? groups = SideFile.Groups(path);
        if (groups is not null)
        {
            log.Info("Loading query boundaries...");
            if (groups.Length != labels.Length)
            {
                throw new CommandException($"The groups in {path}.query have {groups.Length} rows together; the data has {labels.Length}.");
            }
        }

        groups ??= roles.Group is int group ? [.. features[group].Select(GroupNumber)] : null;
        double[]? initialScores = SideFile.InitialScores(path);
        if (initialScores is not null)
        {
            log.Info("Loading initial scores...");
        }

        return new RowInformation { Labels = labels, Weights = weights, Groups = groups, InitialScores = initialScores };
    }
}
