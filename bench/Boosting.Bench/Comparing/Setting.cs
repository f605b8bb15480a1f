using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>One training that both programs do: whether categories are used, leaves and trees.</summary>
internal sealed record Setting(bool UseCategories, int Leaves, int Trees, int Threads)
{
    /// <summary>Reads <c>numeric-31x100</c> or <c>categorical-255x200</c>.</summary>
    public static Setting Parse(string name, int threads)
    {
        string[] parts = name.Split('-', 'x');
        return parts is ["numeric" or "categorical", string leaves, string trees]
            ? new Setting(parts[0] == "categorical", Number(leaves), Number(trees), threads)
            : throw new ArgumentException($"'{name}' is not of the form numeric-31x100 or categorical-31x100.", nameof(name));
    }

    public BoosterOptions ToOptions() => new() { NumLeaves = Leaves, NumIterations = Trees, NumThreads = Threads };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
