using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.PrivateModels;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;

/// <summary>
/// What both models predict from: the columns of the question but the label whose values the agreement states. How many values there are is public, so it is known before data what training costs. Bins of a number are numbers,
/// the missing one none; everything else is a category.
/// </summary>
internal sealed class UtilityFeatures
{
    private readonly Feature[] _features;

    private UtilityFeatures(Feature[] features) => _features = features;

    internal static UtilityFeatures Of(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, IReadOnlyList<int> firsts) => new(
    [
        .. query.Columns.Index()
            .Where(column => column.Item != query.Utility[0])
            .Select(column => (Column: terms.Columns.Single(known => known.Column == column.Item), column.Index))
            .Where(column => column.Column.Chosen == 0)
            .Select(column => new Feature(NameOf(column.Index), firsts[column.Index], column.Column.ValuesIn(agreement).Count, column.Column.Bins)),
    ]);

    /// <summary>What is public about them.</summary>
    internal PrivateFeature[] Described => [.. _features.Select(feature => feature.IsNumber
        ? PrivateFeature.Numeric(feature.Name, 0, feature.Bins - 1, [.. Enumerable.Range(1, feature.Bins - 1).Select(bin => bin - 0.5)])
        : PrivateFeature.Categorical(feature.Name, feature.Values))];

    internal PrivateColumn[] Private(DiscreteTable table) => [.. _features.Select(feature => feature.IsNumber
        ? PrivateColumn.Numeric(Numbers(table, feature, 1))
        : PrivateColumn.Categorical(Codes(table, feature, 1)))];

    /// <summary>Every so manieth row, as trees are trained on.</summary>
    internal FeatureTable ForTrees(DiscreteTable table, int step) => new([.. _features.Select(feature => feature.IsNumber
        ? FeatureColumn.Numeric(feature.Name, Numbers(table, feature, step))
        : FeatureColumn.Categorical(feature.Name, Codes(table, feature, step)))]);

    // The models stay here, so nobody reads the names; those of columns may hold what a model file could not.
    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"column{column}");

    // The code after the last bin is that of a missing number.
    private static double[] Numbers(DiscreteTable table, Feature feature, int step) => Array.ConvertAll(Codes(table, feature, step), code => code == feature.Bins ? double.NaN : code);

    private static int[] Codes(DiscreteTable table, Feature feature, int step)
    {
        int[] codes = new int[(table.Rows + step - 1) / step];
        ReadOnlySpan<ushort> all = table.Column(feature.Place);
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = all[row * step];
        }

        return codes;
    }

    private readonly record struct Feature(string Name, int Place, int Values, int Bins)
    {
        internal bool IsNumber => Bins > 0;
    }
}
