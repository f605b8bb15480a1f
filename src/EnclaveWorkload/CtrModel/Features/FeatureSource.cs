using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>The features of joined rows: the row's own columns, and the profile of its person in the partner's table.</summary>
internal sealed class FeatureSource
{
    private readonly List<IFeature> _own = [];
    private readonly List<IFeature> _partners = [];

    /// <param name="table">The joined table.</param>
    /// <param name="features">The agreed feature columns of both tables.</param>
    /// <param name="training">The rows to train on; nothing is learnt from others.</param>
    internal FeatureSource(JoinedTable table, IReadOnlyList<ColumnReference> features, int[] training)
    {
        TrainingPart part = new(table, training);
        OwnColumns own = new(table, part);
        PartnerProfile profile = new(table, part);
        foreach (ColumnReference feature in features)
        {
            bool isOwn = feature.Dataset == table.Primary.Terms.Id;
            OpenedTable source = isOwn ? table.Primary : table.Partner;
            ColumnTerms terms = source.Terms.Columns.Single(column => column.Name == feature.Column);
            (isOwn ? _own : _partners).AddRange(isOwn ? own.Describe(terms) : profile.Describe(terms));
        }

        _partners.Add(profile.RowCount());
        if (_own.Count == 0)
        {
            // A model needs a feature; one that says nothing leaves the partner's columns to say everything.
            _own.Add(new NumericFeature("constant", [0], _ => 0));
        }
    }

    internal FeatureTable Build(int[] rows, bool usePartner) =>
        new([.. (usePartner ? _own.Concat(_partners) : _own).Select((feature, index) => feature.Read($"{index}.", rows))]);
}
