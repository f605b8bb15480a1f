using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>
/// A format's committed mutated inputs: a valid base file, and a list of edits with the outcome that each must have. The list is
/// drawn from a seed, so that it can be drawn again and compared.
/// </summary>
internal sealed record MutationFormat(string BaseFile, ulong Seed, int Count, (int Start, int End)[] Structure, Func<byte[], string> Outcome)
{
    public string ListFile => Path.ChangeExtension(BaseFile, ".mutations.txt");

    public byte[] Base => Read(BaseFile);

    public IEnumerable<(string Outcome, Edit[] Edits, string Digest)> Committed =>
        Encoding.ASCII.GetString(Read(ListFile)).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0], fields[1].Split(", ").Select(Edit.Parse).ToArray(), fields[2]));

    public static byte[] Read(string name) => System.IO.File.ReadAllBytes(PathOf(name));

    public static string PathOf(string name) => Repository.PathTo("tests", "Attestation.Tests", "Vectors", name);

    /// <summary>Draws the inputs anew: their edits, in order, and the bytes that these lead to.</summary>
    public IEnumerable<(Edit[] Edits, byte[] Input)> Draw()
    {
        byte[] original = Base;
        SplitMix random = new(Seed);
        HashSet<Digest256> seen = [Digest256.Of(original)];
        while (seen.Count <= Count)
        {
            List<Edit> edits = [];
            byte[] mutated = original;
            int number = 1 + (random.Below(4) == 0 ? random.Below(3) : 0);
            for (int i = 0; i < number && mutated.Length > 0; i++)
            {
                edits.Add(Edit.Draw(random, mutated, i == 0 ? Structure : []));
                mutated = edits[^1].Apply(mutated);
            }

            if (seen.Add(Digest256.Of(mutated)))
            {
                yield return ([.. edits], mutated);
            }
        }
    }

    /// <summary>The list file as it should be.</summary>
    public string Write()
    {
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {Count} mutated inputs made from {BaseFile} with seed {Seed}: expected outcome, edits in order, SHA-256 of the input\n");
        foreach ((Edit[] edits, byte[] input) in Draw())
        {
            text.Append(Outcome(input)).Append('\t').AppendJoin(", ", edits.AsEnumerable()).Append('\t').Append(Digest256.Of(input)).Append('\n');
        }

        return text.ToString();
    }
}
