using BenchmarkDotNet.Attributes;
using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Bench.Kernels;

/// <summary>One node's histogram over 40 columns: of all rows, of a tenth of them, and by the plain loop.</summary>
public class HistogramBenchmarks
{
    private const int RowCount = 200_000;

    private readonly PinnedBuffer<long> _gradients = new(RowCount);
    private BinnedColumn[] _columns = [];
    private HistogramLayout? _layout;
    private HistogramBuilder? _builder;
    private PinnedBuffer<long>? _target;
    private PinnedBuffer<int>? _tenth;
    private Team[] _teams = [];

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _columns = GeneratedColumns.Make(RowCount, [.. Enumerable.Range(0, 40).Select(index => index < 20 ? 255 : 4 + index)]);
        Team team = new(Threads);
        _teams = [team];
        _layout = new HistogramLayout(_columns);
        _builder = new HistogramBuilder(new RowMatrix(_columns, new LaneLayout(BundleFinder.Find(_columns, RowCount, team)), RowCount, team), _layout, team);
        _target = new PinnedBuffer<long>(_layout.Entries);
        _tenth = new PinnedBuffer<int>(RowCount / 10);
        for (int i = 0; i < _tenth.Length; i++)
        {
            _tenth.Span[i] = 10 * i;
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _teams[0].Dispose();

    [Benchmark]
    public void AllRows() => _builder!.Build(null, 0, RowCount, _gradients, _target!);

    [Benchmark]
    public void TenthOfRows() => _builder!.Build(_tenth, 0, RowCount / 10, _gradients, _target!);

    [Benchmark]
    public void TenthOfRowsPlainly()
    {
        _target!.Span.Clear();
        ScalarHistogram.Add(_columns, _layout!, _tenth!.Span, _gradients.Span, _target.Span);
    }
}
