using System.Globalization;
using EnclaveCleanRoom.BoostingCommand.Parameters;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>Which column of a file is the label, and which features are weight, group, ignored or categorical. Features are counted without the label.</summary>
internal sealed record ColumnRoles(int Label, int? Weight, int? Group, IReadOnlySet<int> Ignored, IReadOnlySet<int> Categorical)
{
    private const string ByName = "name:";

    public static ColumnRoles Of(ProgramParameters parameters, string[]? names)
    {
        int label = parameters.LabelColumn.Length == 0 ? 0 : Index(parameters.LabelColumn, names, "label_column");
        string[]? features = names is null ? null : [.. names.Where((_, column) => column != label)];
        int? weight = parameters.WeightColumn.Length == 0 ? null : Index(parameters.WeightColumn, features, "weight_column");
        int? group = parameters.GroupColumn.Length == 0 ? null : Index(parameters.GroupColumn, features, "group_column");
        HashSet<int> ignored = [.. Indices(parameters.IgnoreColumn, features, "ignore_column")];
        if (weight is int weighed)
        {
            ignored.Add(weighed);
        }

        if (group is int grouped)
        {
            ignored.Add(grouped);
        }

        return new ColumnRoles(label, weight, group, ignored, Indices(parameters.CategoricalFeature, features, "categorical_feature").ToHashSet());
    }

    private static int Index(string text, string[]? names, string parameter)
    {
        int[] indices = [.. Indices(text, names, parameter)];
        return indices.Length == 1 ? indices[0] : throw new CommandException($"{parameter} is one column.");
    }

    private static IEnumerable<int> Indices(string text, string[]? names, string parameter)
    {
        bool byName = text.StartsWith(ByName, StringComparison.Ordinal);
        foreach (string word in (byName ? text[ByName.Length..] : text).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (byName)
            {
                int index = names is null ? -1 : Array.IndexOf(names, word);
                yield return index >= 0 ? index : throw new CommandException($"Could not find {parameter} {word} in the data file, or it has no header.");
            }
            else
            {
                yield return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                    ? index
                    : throw new CommandException($"{parameter} is not a number; to use a column's name, write {ByName} before it.");
            }
        }
    }
}
