namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>A loss over the rows of one data set.</summary>
internal interface IObjective
{
    /// <summary>How the model file names it, with its parameters.</summary>
    public string ModelName { get; }

    /// <summary>The constant score of least loss.</summary>
    public double BestConstant();

    /// <summary>First and second derivatives of the loss by the score.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="scores">The scores from that row on.</param>
    /// <param name="gradients">Receives the first derivatives.</param>
    /// <param name="hessians">Receives the second derivatives.</param>
    public void Differentiate(int start, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians);
}
