using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Fitting;

/// <summary>A noisy table of counts over some columns, and the potential that the model has learned from it.</summary>
internal sealed class Measurement
{
    /// <summary>A measurement that nothing was learned from yet.</summary>
    /// <param name="columns">The columns; cells in ascending order of columns, the last changing fastest.</param>
    /// <param name="noisy">The counts with their noise.</param>
    /// <param name="variances">The variance of the noise of each cell.</param>
    public Measurement(AttributeSet columns, double[] noisy, double[] variances)
    {
        (Columns, Noisy, Variances) = (columns, noisy, variances);
        Potential = new double[noisy.Length];
    }

    public AttributeSet Columns { get; }

    public double[] Noisy { get; }

    public double[] Variances { get; }

    /// <summary>The logarithm of the factor on each cell.</summary>
    public double[] Potential { get; }

    /// <summary>The logarithm of the constant that made the last factor sum to one; where the next search begins.</summary>
    public double LogScale { get; set; }
}
