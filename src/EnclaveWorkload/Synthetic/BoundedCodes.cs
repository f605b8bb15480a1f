using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>Joined rows in codes, at most K a person.</summary>
internal sealed class BoundedCodes(DiscreteTable table) : BoundedTable
{
    internal DiscreteTable Table => table;
}
