namespace EnclaveCleanRoom.EnclaveWorkload.Profile;

/// <summary>For each column, for each of its cells: people in the segment, and people of the base beside it.</summary>
internal sealed class BoundedProfile(long[] cells) : BoundedTable
{
    internal long[] Cells => cells;
}
