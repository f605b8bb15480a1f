namespace EnclaveCleanRoom.EnclaveWorkload.Overlap;

/// <summary>People by the cells of a <see cref="RegionCells"/>.</summary>
internal sealed class BoundedOverlap(long[] cells) : BoundedTable
{
    internal long[] Cells => cells;
}
