namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel;

/// <summary>Joined rows, split by person into those that train and, bounded per person, those that measure.</summary>
internal sealed class BoundedExamples(JoinedTable table, int[] training, int[] heldOut) : BoundedTable
{
    internal JoinedTable Table => table;

    /// <summary>Primary rows to train on.</summary>
    internal int[] Training => training;

    /// <summary>Primary rows to measure on, after bounding.</summary>
    internal int[] HeldOut => heldOut;
}
