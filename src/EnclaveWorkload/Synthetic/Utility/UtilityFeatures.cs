using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.PrivateModels;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;

/// <summary>What both models predict from: the columns of the question but the label whose values the agreement states. How many values there are is public, so it is known before data what training costs.</summary>
internal sealed class UtilityFeatures
{
    private readonly (string Name, int Place, int Values)[] _features;

    private UtilityFeatures((string Name, int Place, int Values)[] features) => _features = features;

    internal static UtilityFeatures Of(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, IReadOnlyList<int> firsts) => new(
    [
        .. query.Columns.Index()
            .Where(column => column.Item != query.Utility[0])
            .Select(column => (Column: terms.Columns.Single(known => known.Column == column.Item), column.Index))
            .Where(column => column.Column.Chosen == 0)
            .Select(column => (NameOf(column.Index), firsts[column.Index], column.Column.ValuesIn(agreement).Count)),
    ]);

    /// <summary>What is public about them.</summary>
    internal PrivateFeature[] Described => [.. _features.Select(feature => PrivateFeature.Categorical(feature.Name, feature.Values))];

    internal PrivateColumn[] Private(DiscreteTable table) => [.. _features.Select(feature => PrivateColumn.Categorical(Codes(table, feature.Place, 1)))];

    /// <summary>Every so manieth row, as trees are trained on.</summary>
    internal FeatureTable ForTrees(DiscreteTable table, int step) => new([.. _features.Select(feature => FeatureColumn.Categorical(feature.Name, Codes(table, feature.Place, step)))]);

    // The models stay here, so nobody reads the names; those of columns may hold what a model file could not.
    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"column{column}");

    private static int[] Codes(DiscreteTable table, int column, int step)
    {
        int[] codes = new int[(table.Rows + step - 1) / step];
        ReadOnlySpan<ushort> all = table.Column(column);
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = all[row * step];
        }

        return codes;
    }
}
