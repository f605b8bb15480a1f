using System.Diagnostics;
using System.Globalization;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>Prints how long each stage of a run took, for whoever started it to read.</summary>
internal sealed class StageWatch
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    internal void End(string name)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stage {name} {_watch.Elapsed.TotalSeconds:F2}"));
        _watch.Restart();
    }
}
