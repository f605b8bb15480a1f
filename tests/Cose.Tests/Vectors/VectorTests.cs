namespace EnclaveCleanRoom.Cose.Tests.Vectors;

public sealed class VectorTests
{
    private static readonly Dictionary<string, VectorFile> s_vectors = VectorFile.ReadAll().ToDictionary(vector => vector.Name);

    public static TheoryData<string> Names() => [.. s_vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_vector_comes_out_as_its_header_says(string name)
    {
        VectorFile vector = s_vectors[name];

        Assert.Equal(vector.Expect, VectorOutcome.Of(vector));
    }

    /// <summary>The generator writes the files when <c>WRITE_VECTORS</c> is set; otherwise they must be what it would write.</summary>
    [Fact]
    public void The_committed_vectors_are_those_of_the_generator()
    {
        IReadOnlyList<VectorFile> generated = VectorGenerator.All();
        Dictionary<string, string> wanted = generated.ToDictionary(vector => vector.Name, vector => vector.Write());
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            foreach ((string name, string text) in wanted)
            {
                File.WriteAllText(Path.Combine(VectorFile.Folder, name + ".txt"), text);
            }
        }

        Dictionary<string, string> committed = Directory.GetFiles(VectorFile.Folder, "*.txt")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted, pair => Assert.Equal(pair.Value, committed[pair.Key]));
    }

    [Fact]
    public void Refusals_outnumber_acceptances_and_every_refusal_has_a_vector()
    {
        Dictionary<string, VectorFile>.ValueCollection vectors = s_vectors.Values;
        CoseFailure[] withoutVector = [CoseFailure.PayloadEmbedded];

        Assert.True(vectors.Count(vector => vector.Expect != CoseFailure.None) > 3 * vectors.Count(vector => vector.Expect == CoseFailure.None));
        Assert.Equal(
            Enum.GetValues<CoseFailure>().Except(withoutVector), vectors.Select(vector => vector.Expect).Distinct().Order());
    }
}
