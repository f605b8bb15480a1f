namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>
/// A loss over the rows of one data set. A row has one score an output; scores and derivatives of all rows lie output after
/// output: that of output <c>k</c> and row <c>i</c> of <c>n</c> at <c>k n + i</c>.
/// </summary>
internal interface IObjective
{
    /// <summary>How the model file names it, with its parameters; null when it has no name there.</summary>
    public string? ModelName { get; }

    /// <summary>The number of trees an iteration.</summary>
    public int Outputs => 1;

    /// <summary>Whether there is anything to learn for an output.</summary>
    public bool IsTrained(int output) => true;

    /// <summary>The constant score of least loss.</summary>
    public double BestConstant(int output);

    /// <summary>Called before the rows are differentiated block by block, with the scores of all of them.</summary>
    public void Prepare(ReadOnlySpan<double> scores)
    {
    }

    /// <summary>First and second derivatives of the loss by the scores.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="scores">The scores of all rows and outputs.</param>
    /// <param name="gradients">Receives the first derivatives of those rows, for all outputs.</param>
    /// <param name="hessians">Receives the second derivatives.</param>
    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians);
}
