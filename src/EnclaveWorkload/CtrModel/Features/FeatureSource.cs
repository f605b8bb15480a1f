using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>The features of joined rows: the row's own columns, and the profile of its person in the partner's table.</summary>
internal sealed class FeatureSource
{
    private readonly List<Feature> _own = [];
    private readonly List<Feature> _partners = [];

    /// <param name="table">The joined table.</param>
    /// <param name="features">The agreed feature columns of both tables.</param>
    /// <param name="training">The rows to train on; nothing is learnt from others.</param>
    internal FeatureSource(JoinedTable table, IReadOnlyList<ColumnReference> features, int[] training)
    {
        TrainingPart part = new(table, training);
        OwnColumns own = new(table, part);
        PartnerProfile profile = new(table, part);
        Feature[][] described = new Feature[features.Count][];
        Parallel.For(0, features.Count, i =>
        {
            OpenedTable source = SourceOf(table, features[i]);
            ColumnTerms terms = source.Terms.Columns.Single(column => column.Name == features[i].Column);
            described[i] = [.. source == table.Primary ? own.Describe(terms) : profile.Describe(terms)];
        });
        for (int i = 0; i < described.Length; i++)
        {
            (SourceOf(table, features[i]) == table.Primary ? _own : _partners).AddRange(described[i]);
        }

        _partners.Add(profile.RowCount());
        if (_own.Count == 0)
        {
            // A model needs a feature; one that says nothing leaves the partner's columns to say everything.
            _own.Add(Feature.Numeric("constant", RowCodes.Of(new int[table.PrimaryPeople.Length], 1), [0]));
        }
    }

    /// <summary>The features of some primary rows, in their order.</summary>
    internal FeatureTable Build(int[] rows, bool usePartner)
    {
        Dictionary<RowCodes, RowCodes> taken = [];
        return new FeatureTable([.. (usePartner ? _own.Concat(_partners) : _own).Select((feature, index) =>
        {
            if (!taken.TryGetValue(feature.Rows, out RowCodes? codes))
            {
                taken.Add(feature.Rows, codes = feature.Rows.Take(rows));
            }

            return feature.Read($"{index}.", codes);
        })]);
    }

    private static OpenedTable SourceOf(JoinedTable table, ColumnReference feature) => table.SideOf(feature.Dataset).Table;
}
