using BenchmarkDotNet.Attributes;
using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
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
    private RowBlocks? _blocks;
    private RowRuns? _all;
    private RowBlocks? _tenthBlocks;
    private RowRuns? _tenth;
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
        _blocks = new RowBlocks(RowCount);
        _all = _blocks.Put(null);
        _tenthBlocks = new RowBlocks(RowCount);
        _tenth = _tenthBlocks.Put([.. Enumerable.Range(0, RowCount / 10).Select(i => 10 * i)]);
    }

    [GlobalCleanup]
    public void Cleanup() => _teams[0].Dispose();

    [Benchmark]
    public void AllRows() => _builder!.Build(_blocks!, _all!, _gradients, _target!);

    [Benchmark]
    public void TenthOfRows() => _builder!.Build(_tenthBlocks!, _tenth!, _gradients, _target!);

    [Benchmark]
    public void TenthOfRowsPlainly()
    {
        _target!.Span.Clear();
        ScalarHistogram.Add(_columns, _layout!, _tenthBlocks!.RowsOf(_tenth!), _gradients.Span, _target.Span);
    }
}
