using System.Text.Json;

namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>The pairs of one setting that were measured so far, a line each: pairs can be run one at a time, whenever the machine is quiet.</summary>
internal sealed class PairFile(string folder, Setting setting)
{
    private string FilePath => Path.Combine(folder, $"pairs-{setting}.jsonl");

    internal IReadOnlyList<Pair> Read() => File.Exists(FilePath)
        ? [.. File.ReadLines(FilePath).Select(line => JsonSerializer.Deserialize<Pair>(line) ?? throw new InvalidDataException($"{FilePath} holds no pairs."))]
        : [];

    internal void Add(Pair pair) => File.AppendAllLines(FilePath, [JsonSerializer.Serialize(pair)]);
}
