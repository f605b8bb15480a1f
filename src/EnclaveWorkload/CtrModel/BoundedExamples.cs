using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel;

/// <summary>
/// Joined rows, split by person into those that train and, bounded per person, those that measure. Their features are coded already:
/// nothing here leads back to the tables, whose memory is free from here on.
/// </summary>
internal sealed class BoundedExamples(FeatureSource features, bool[] labels, int[] training, int[] heldOut) : BoundedTable
{
    internal FeatureSource Features => features;

    /// <summary>The outcome of each primary row.</summary>
    internal bool[] Labels => labels;

    /// <summary>Primary rows to train on.</summary>
    internal int[] Training => training;

    /// <summary>Primary rows to measure on, after bounding.</summary>
    internal int[] HeldOut => heldOut;

    /// <summary>The outcomes of some rows as numbers: 1 for positive.</summary>
    internal double[] LabelsOf(int[] rows) => [.. rows.Select(row => labels[row] ? 1.0 : 0.0)];
}
