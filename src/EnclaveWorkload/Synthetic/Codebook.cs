using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>What the codes of one column mean: public, or chosen privately and released.</summary>
internal abstract class Codebook
{
    /// <summary>The columns of the model that stand for it.</summary>
    internal abstract IReadOnlyList<DiscreteColumn> Columns { get; }

    /// <summary>The code of a value that one column of the model stands for; -1 where none does, such as a value that was not chosen.</summary>
    internal virtual int CodeOf(string value) => -1;

    /// <summary>Writes made rows.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="made">The rows.</param>
    /// <param name="first">Its first column in them.</param>
    internal abstract SyntheticValues Write(ColumnReference column, DiscreteTable made, int first);
}
