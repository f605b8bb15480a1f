using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Corpus;

/// <summary>
/// A format's committed mutated inputs: a valid base file, and a list of edits with the outcome that each must have. The list is drawn
/// from a seed, so that it can be drawn again and compared.
/// </summary>
internal sealed record MutationFormat(string Name, ulong Seed, byte[] Original, int Structure, Func<byte[], string> Outcome)
{
    private const int Count = 250;

    private string BaseFile => Name + ".json";

    private string ListFile => Name + ".mutations.txt";

    public byte[] CommittedBase => System.IO.File.ReadAllBytes(PathOf(BaseFile));

    public string CommittedList => System.IO.File.ReadAllText(PathOf(ListFile));

    public IEnumerable<(string Outcome, Edit[] Edits, string Digest)> Committed =>
        CommittedList.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0], fields[1].Split(", ").Select(Edit.Parse).ToArray(), fields[2]));

    /// <summary>Draws the inputs anew and says what comes of each.</summary>
    public string WriteList()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {Count} mutated inputs made from {BaseFile} with seed {Seed}: expected outcome, edits in order, SHA-256 of the input\n");
        foreach ((Edit[] edits, byte[] input) in Draw())
        {
            text.Append(Outcome(input)).Append('\t').AppendJoin(", ", edits.AsEnumerable()).Append('\t').Append(Digest256.Of(input)).Append('\n');
        }

        return text.ToString();
    }

    public void WriteFiles()
    {
        System.IO.File.WriteAllBytes(PathOf(BaseFile), Original);
        System.IO.File.WriteAllText(PathOf(ListFile), WriteList());
    }

    private IEnumerable<(Edit[] Edits, byte[] Input)> Draw()
    {
        SplitMix random = new(Seed);
        HashSet<Digest256> seen = [Digest256.Of(Original)];
        while (seen.Count <= Count)
        {
            List<Edit> edits = [];
            byte[] mutated = Original;
            int number = 1 + (random.Below(4) == 0 ? random.Below(3) : 0);
            for (int i = 0; i < number && mutated.Length > 0; i++)
            {
                edits.Add(Edit.Draw(random, mutated, i == 0 ? [(0, Structure)] : []));
                mutated = edits[^1].Apply(mutated);
            }

            if (seen.Add(Digest256.Of(mutated)))
            {
                yield return ([.. edits], mutated);
            }
        }
    }

    private static string PathOf(string name) => Repository.PathTo("tests", "Agreements.Tests", "Corpus", name);
}
