using BenchmarkDotNet.Attributes;

namespace EnclaveCleanRoom.Boosting.Bench.Kernels;

/// <summary>Predictions of a model of 100 trees with 31 leaves: one row, and a batch.</summary>
public class PredictionBenchmarks
{
    private const int RowCount = 20_000;
    private const int Columns = 30;

    private readonly double[] _row = new double[Columns];
    private readonly double[] _scores = new double[RowCount];
    private FeatureTable? _features;
    private Booster? _booster;

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        double[][] values = [.. Enumerable.Range(0, Columns).Select(_ => Enumerable.Range(0, RowCount).Select(_ => random.NextDouble()).ToArray())];
        _features = new FeatureTable([.. values.Select((column, index) => FeatureColumn.Numeric($"f{index}", column))]);
        double[] labels = [.. Enumerable.Range(0, RowCount).Select(row => values[0][row] + values[1][row] + random.NextDouble() > 1.5 ? 1.0 : 0.0)];
        BoosterOptions options = new() { NumThreads = 2 };
        _booster = Booster.Train(TrainingData.Create(_features, labels, [], options), null, options);
        for (int column = 0; column < Columns; column++)
        {
            _row[column] = values[column][0];
        }
    }

    [Benchmark]
    public double OneRow() => _booster!.PredictRaw(_row);

    [Benchmark]
    public void TwentyThousandRows() => _booster!.PredictRaw(_features!, _scores);
}
