namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>Rows dealt out to cells, and what the score of a row gets for lying in each.</summary>
/// <param name="Cells">The cell of each row; empty when all rows lie in the first.</param>
/// <param name="Values">What a row gets, in log-odds, a cell.</param>
internal sealed record Partition(ushort[] Cells, double[] Values)
{
    internal int CellCount => Values.Length;
}
