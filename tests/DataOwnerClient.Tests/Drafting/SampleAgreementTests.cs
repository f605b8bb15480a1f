using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Drafting;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Drafting;

public sealed class SampleAgreementTests
{
    public static TheoryData<string> Names => ["advertising", "audiences", "fraud-detection", "health-research"];

    [Fact]
    public void There_is_one_for_each_of_four_uses() => Assert.Equal(Names.Select(row => row.Data), SampleAgreements.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_satisfies_every_rule_and_is_written_as_drafts_are(string name)
    {
        byte[] json = SampleAgreements.Find(name)!;

        Assert.True(AgreementDraft.TryOpenJson(json, out AgreementDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        Assert.Equal(System.Text.Encoding.UTF8.GetString(AgreementDraft.WriteJson(draft.Agreement)), System.Text.Encoding.UTF8.GetString(json));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_test_keys_and_its_measurement_are_marked_and_found(string name)
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreements.Find(name), out AgreementDraft? draft, out _));

        Assert.All(draft.Agreement.Parties, party => Assert.EndsWith(" (TEST KEYS, replace)", party.Name, StringComparison.Ordinal));
        Assert.Equal(3, SampleAgreements.FindLeftovers(draft.Agreement).Count);
    }

    /// <summary>The golden texts are written when <c>WRITE_VECTORS</c> is set; otherwise they must be what is written now.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_explanation_reads_as_it_was_approved(string name)
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreements.Find(name), out AgreementDraft? draft, out _));

        string text = AgreementExplanation.Write(draft.Agreement);
        string golden = Repository.PathTo("tests", "DataOwnerClient.Tests", "Drafting", $"{name}.golden.txt");
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden), text);
    }
}
