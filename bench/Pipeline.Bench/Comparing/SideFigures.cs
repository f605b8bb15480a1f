using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>What one side took from its inputs to the AUC, and what came of it.</summary>
internal sealed record SideFigures
{
    private const string StageMark = "stage ";

    /// <summary>Of all processes together, from start to end.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Processor time of all processes together.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The largest resident size of the largest process.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Processor time of everybody else, as a share of one processor's time.</summary>
    public required double ForeignShare { get; init; }

    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Of the rows held out.</summary>
    public double Auc { get; init; }

    /// <summary>The beginning of the model file's SHA-256.</summary>
    public string Model { get; init; } = "";

    internal static SideFigures Of(IReadOnlyList<ProcessRun> runs)
    {
        double wall = runs.Sum(run => run.WallSeconds);
        return new SideFigures
        {
            WallSeconds = wall,
            CpuSeconds = runs.Sum(run => run.CpuSeconds),
            PeakMegabytes = runs.Max(run => run.PeakMegabytes),
            ForeignShare = runs.Sum(run => run.ForeignShare * run.WallSeconds) / wall,
        };
    }

    /// <summary>The lines of the form <c>stage open 0.38</c>.</summary>
    internal static IEnumerable<Stage> StagesOf(ProcessRun run) => run.Lines.Where(line => line.StartsWith(StageMark, StringComparison.Ordinal))
        .Select(line => line.Split(' ')).Select(parts => new Stage(parts[1], double.Parse(parts[2], CultureInfo.InvariantCulture)));

    internal static string Digest(string model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)))[..16];
}
