namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class MutationTests
{
    /// <summary>The committed files are the inputs; the committed lines say what must come of each mutation.</summary>
    [Fact]
    public void Every_mutation_of_the_corpus_has_its_committed_outcome()
    {
        string lines = "";
        foreach (string name in MutationCorpus.Names)
        {
            string path = Path.Combine(MutationCorpus.Folder, name + ".parquet");
            if (!File.Exists(path))
            {
                File.WriteAllBytes(Received(name + ".parquet"), MutationCorpus.MakeBase(name));
                Assert.Fail($"{path} is missing. Received: {Received(name + ".parquet")}");
            }

            lines += MutationCorpus.Describe(name, File.ReadAllBytes(path));
        }

        string expected = Path.Combine(MutationCorpus.Folder, "outcomes.txt");
        string approved = File.Exists(expected) ? File.ReadAllText(expected) : "";
        if (approved != lines)
        {
            File.WriteAllText(Received("outcomes.txt"), lines);
            string different = string.Join('\n', lines.Split('\n').Except(approved.Split('\n')).Take(10));
            Assert.Fail($"The outcomes differ from {expected}. Received: {Received("outcomes.txt")}\n{different}");
        }
    }

    [Fact]
    public void No_mutation_of_an_encrypted_file_gives_another_table()
    {
        string[] lines = File.ReadAllLines(Path.Combine(MutationCorpus.Folder, "outcomes.txt"));
        Assert.Equal(MutationCorpus.Names.Length * MutationCorpus.MutationsOfAFile, lines.Length);
        Assert.DoesNotContain(lines, line => line.StartsWith("encrypted ", StringComparison.Ordinal) && line.EndsWith("another table", StringComparison.Ordinal));
    }

    [Fact]
    public void The_encrypted_file_of_the_corpus_is_what_the_seed_makes() =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(MutationCorpus.Folder, "encrypted.parquet")), MutationCorpus.MakeBase("encrypted"));

    private static string Received(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Corpus");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }
}
