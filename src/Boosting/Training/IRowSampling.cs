using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Chooses the rows that the trees of an iteration are grown on.</summary>
internal interface IRowSampling
{
    /// <param name="iteration">The number of iterations done.</param>
    /// <param name="gradients">The derivatives; a row may be made to count for more.</param>
    /// <param name="team">The threads.</param>
    /// <returns>The rows in rising order; null for all.</returns>
    public int[]? Draw(int iteration, GradientBoard gradients, Team team);
}
