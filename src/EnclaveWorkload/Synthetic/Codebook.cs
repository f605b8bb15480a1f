using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>What the codes of one column mean: public, or chosen privately and released.</summary>
internal abstract class Codebook
{
    /// <summary>The columns of the model that stand for it.</summary>
    internal abstract IReadOnlyList<DiscreteColumn> Columns { get; }

    /// <summary>Writes made rows.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="made">The rows.</param>
    /// <param name="first">Its first column in them.</param>
    internal abstract SyntheticValues Write(ColumnReference column, DiscreteTable made, int first);
}
