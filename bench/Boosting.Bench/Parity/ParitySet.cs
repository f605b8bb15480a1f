namespace EnclaveCleanRoom.Boosting.Bench.Parity;

/// <summary>A data set that both programs train and are measured on.</summary>
/// <param name="Title">What the table calls it.</param>
/// <param name="Data">The file to train on.</param>
/// <param name="Test">The file to predict; its first column is the label.</param>
/// <param name="HasHeader">Whether the files' first line names the columns.</param>
/// <param name="IsRegression">Whether the label is a number, measured by the root of the mean squared error rather than by the area under the curve.</param>
/// <param name="Categorical">Which features are categories, counted without the label.</param>
internal sealed record ParitySet(string Title, string Data, string Test, bool HasHeader, bool IsRegression, IReadOnlyList<int> Categorical)
{
    /// <summary>The parameters of training that belong to the data.</summary>
    public IEnumerable<string> Parameters =>
    [
        $"data={Data}",
        $"header={(HasHeader ? "true" : "false")}",
        $"objective={(IsRegression ? "regression" : "binary")}",
        .. Categorical.Count == 0 ? [] : new[] { "categorical_feature=" + string.Join(',', Categorical) },
    ];
}
