using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

public sealed class VectorTests
{
    private static readonly Dictionary<string, VectorFile> s_vectors = VectorFile.ReadAll().ToDictionary(vector => vector.Name);

    public static TheoryData<string> Names() => [.. s_vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_vector_comes_out_as_its_header_says(string name)
    {
        VectorFile vector = s_vectors[name];
        Assert.Equal(vector.Expect, VectorOutcome.Of(vector.Document, vector.Encoded));
    }

    /// <summary>The generator writes the files when <c>WRITE_VECTORS</c> is set; otherwise they must be what it would write.</summary>
    [Fact]
    public void The_committed_vectors_are_those_of_the_generator()
    {
        Dictionary<string, string> wanted = VectorGenerator.All().ToDictionary(vector => vector.Name, vector => vector.Write());
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            foreach ((string name, string text) in wanted)
            {
                System.IO.File.WriteAllText(Path.Combine(VectorFile.Folder, name + ".txt"), text);
            }
        }

        Dictionary<string, string> committed = Directory.GetFiles(VectorFile.Folder, "*.txt")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), System.IO.File.ReadAllText);
        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted, pair => Assert.Equal(pair.Value, committed[pair.Key]));
    }

    [Fact]
    public void Each_document_has_an_accepted_vector_and_more_refused_ones()
    {
        foreach (IGrouping<string, VectorFile> each in s_vectors.Values.GroupBy(vector => vector.Document))
        {
            int accepted = each.Count(vector => vector.Expect is "None" or "Verified");
            Assert.InRange(accepted, 1, (each.Count() - 1) / 3);
        }

        Assert.Equal(9, s_vectors.Values.Select(vector => vector.Document).Distinct().Count());
    }

    [Fact]
    public void The_agreement_that_the_other_vectors_stand_under_is_itself_a_vector() =>
        Assert.Equal(SampleAgreement.Signed.Encoded.ToArray(), s_vectors["agreement-complete"].Encoded);
}
