using System.Globalization;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>One training that both sides do: leaves and trees, everything else at LightGBM's defaults.</summary>
internal sealed record Setting(int Leaves, int Trees, int Threads)
{
    /// <summary>Reads <c>31x100</c> or <c>255x200</c>.</summary>
    internal static Setting Parse(string name, int threads)
    {
        string[] parts = name.Split('x');
        return parts.Length == 2
            ? new Setting(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), threads)
            : throw new ArgumentException($"'{name}' is not of the form 31x100.", nameof(name));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Leaves}x{Trees}");

    internal BoosterOptions ToOptions() => new() { NumLeaves = Leaves, NumIterations = Trees, NumThreads = Threads };
}
