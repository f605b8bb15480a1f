using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>The values of one column on the rows that are kept, before their codes are known.</summary>
internal abstract class BoundedColumn
{
    /// <summary>What the codes mean where the agreement says it.</summary>
    internal virtual Codebook? Agreed => null;

    /// <summary>Chooses what the codes mean, where the agreement does not say it, from the rows that are learned from.</summary>
    /// <param name="grant">The grant that holds the column's mechanism.</param>
    /// <param name="people">The person of each row, -1 for those that are not learned from.</param>
    internal abstract PrivateRelease<Codebook> Choose(BudgetGrant grant, int[] people);

    /// <summary>The codes of each row, for each column of the model.</summary>
    internal abstract ushort[][] Codes(Codebook book);
}
