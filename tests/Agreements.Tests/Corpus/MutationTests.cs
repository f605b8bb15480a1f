using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Corpus;

public sealed class MutationTests
{
    public static TheoryData<string> Formats => [.. MutationFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_unchanged_input_is_accepted(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        Assert.Equal(name == "result" ? "Verified" : "None", format.Outcome(format.Original));
    }

    /// <summary>The generator writes the files when <c>WRITE_VECTORS</c> is set; otherwise they must be what it would write.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void The_committed_inputs_are_those_that_the_seed_draws_and_each_has_its_outcome(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            format.WriteFiles();
        }

        Assert.Equal(format.Original, format.CommittedBase);
        Assert.Equal(format.CommittedList.Split('\n'), format.WriteList().Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Edits_and_digests_of_the_committed_inputs_agree(string name)
    {
        MutationFormat format = MutationFormats.All[name];
        (string Outcome, Edit[] Edits, string Digest)[] committed = [.. format.Committed];
        Assert.True(committed.Length >= 200);
        Assert.All(committed, each => Assert.Equal(each.Digest, Digest256.Of(each.Edits.Aggregate(format.CommittedBase, (bytes, edit) => edit.Apply(bytes))).ToString()));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Most_mutated_inputs_are_refused_and_for_more_than_one_reason(string name)
    {
        (string Outcome, Edit[] Edits, string Digest)[] committed = [.. MutationFormats.All[name].Committed];
        Assert.True(committed.Count(each => each.Outcome is "None" or "Verified") < committed.Length / 2);
        Assert.True(committed.Select(each => each.Outcome).Distinct().Count() >= 3);
    }
}
