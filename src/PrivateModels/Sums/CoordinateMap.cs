namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>
/// Which entry of the released vector a cell's sums go to, and by which integers they are multiplied: the cell's own place in a curve, or a slope.
/// </summary>
/// <param name="First">The first of the entries of this partition.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Coordinates">The entry of each cell, from <paramref name="First"/>.</param>
/// <param name="GradientWeights">By cell; none larger in magnitude than <paramref name="Largest"/>.</param>
/// <param name="CurvatureWeights">By cell; from 0 to <paramref name="Largest"/>.</param>
/// <param name="Largest">u, at least 1.</param>
internal sealed record CoordinateMap(int First, int Count, int[] Coordinates, int[] GradientWeights, int[] CurvatureWeights, int Largest)
{
    /// <summary>Every cell to an entry, all with the same weight.</summary>
    internal static CoordinateMap Even(int first, int count, int[] coordinates, int weight)
    {
        int[] weights = new int[coordinates.Length];
        Array.Fill(weights, weight);
        return new CoordinateMap(first, count, coordinates, weights, weights, weight);
    }
}
