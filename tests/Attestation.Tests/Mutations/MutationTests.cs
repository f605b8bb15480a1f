using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class MutationTests
{
    public static TheoryData<string> Formats => [.. MutationFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_unchanged_input_is_accepted(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        if (!format.Outcome(format.Base).StartsWith("Accepted", StringComparison.Ordinal))
        {
            Assert.Fail($"{format.BaseFile} is {format.Outcome(format.Base)}. A set of valid base files lies in {WriteBaseFiles()}.");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_committed_input_has_its_outcome(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        byte[] original = format.Base;
        int count = 0;
        foreach ((string outcome, Edit[] edits, string digest) in format.Committed)
        {
            byte[] input = edits.Aggregate(original, (bytes, edit) => edit.Apply(bytes));
            Assert.Equal(digest, Digest256.Of(input).ToString());
            string found = format.Outcome(input);
            Assert.True(outcome == found, $"{string.Join(", ", edits.AsEnumerable())}: expected {outcome}, was {found}");
            count++;
        }

        Assert.True(count >= 200, $"There are only {count} inputs.");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_committed_inputs_are_those_that_the_seed_draws(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        string[] drawn = [.. format.Draw().Select(each => $"{string.Join(", ", each.Edits.AsEnumerable())} {Digest256.Of(each.Input)}")];
        string[] committed = [.. format.Committed.Select(each => $"{string.Join(", ", each.Edits.AsEnumerable())} {each.Digest}")];
        if (!drawn.SequenceEqual(committed))
        {
            string received = Path.Combine(AppContext.BaseDirectory, format.ListFile);
            System.IO.File.WriteAllText(received, format.Write());
            Assert.Fail($"The seed draws another list than {format.ListFile}. To approve it, take {received}.");
        }
    }

    [Theory]
    [InlineData("report")]
    [InlineData("endorsement")]
    [InlineData("token")]
    public void No_mutated_signed_input_is_accepted(string name) =>
        Assert.DoesNotContain(MutationFormats.All[name].Committed, committed => committed.Outcome.StartsWith("Accepted", StringComparison.Ordinal));

    [Fact]
    public void A_mutated_chain_is_accepted_only_where_it_holds_the_same_certificates() =>
        Assert.DoesNotContain(MutationFormats.All["chain"].Committed, committed => committed.Outcome == "Accepted");

    private static string WriteBaseFiles()
    {
        Evidence evidence = new SimulatedEvidence().Create();
        string token = new SimulatedToken().ToString();
        Assert.True(Base64UrlText.TryDecode(token.Split('.')[1], out byte[]? claims));
        Dictionary<string, byte[]> files = new()
        {
            ["report.bin"] = evidence.Report.Encoded.ToArray(),
            ["chain.pem"] = evidence.Certificates.ToArray(),
            ["endorsement.cose"] = evidence.Endorsement.Encoded.ToArray(),
            ["evidence.json"] = evidence.Write(),
            ["token.jwt"] = Encoding.ASCII.GetBytes(token),
            ["claims.json"] = claims,
        };
        foreach ((string name, byte[] content) in files)
        {
            System.IO.File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, name), content);
        }

        return AppContext.BaseDirectory;
    }
}
