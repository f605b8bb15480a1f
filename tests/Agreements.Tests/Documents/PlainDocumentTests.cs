using System.Text;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

/// <summary>What a party reads before it signs cannot hold lines, or an order of writing, that its drafter forged.</summary>
public sealed class PlainDocumentTests
{
    private const string Forged = "A new version.\nIt holds from now.\n\nNothing else changes.";

    public static TheoryData<string> Members =>
    [
        "title", "purpose", "legalGround", "parties/0/name", "datasets/0/description", "datasets/0/columns/0/name", "queries/0/neighbours", "privacy/neighbours",
        "enclave/hardwareRoots/0/name", "enclave/uvmFeed", "enclave/uvmIssuer", "enclave/attestationAuthority",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void No_text_of_an_agreement_holds_a_line_feed(string member) => Refused(Changed(member, "a\nb"), "U+000A");

    [Theory]
    [InlineData("a\r", "U+000D")]
    [InlineData("\u001b[1A\u001b[2K", "U+001B")]
    [InlineData("\u0000", "U+0000")]
    [InlineData("\u007f", "U+007F")]
    [InlineData("\u009b2K", "U+009B")]
    [InlineData("Acme \u202eterces", "U+202E")]
    [InlineData("Acme\u2067", "U+2067")]
    [InlineData("Acme\u2028WARNING", "U+2028")]
    [InlineData("Acme\u2029", "U+2029")]
    public void What_a_terminal_or_an_eye_obeys_is_refused(string name, string found) => Refused(Changed("parties/0/name", name), found);

    [Fact]
    public void It_is_refused_escaped_and_as_it_is()
    {
        string json = Encoding.UTF8.GetString(SampleAgreement.Json);
        string title = SampleAgreement.Valid.Title;
        Refused(Encoding.UTF8.GetBytes(json.Replace(title, title + "\u202e", StringComparison.Ordinal)), "title: a text holds U+202E");
        Refused(Encoding.UTF8.GetBytes(json.Replace(title, title + "\\u202e", StringComparison.Ordinal)), "title: a text holds U+202E");
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        string json = Encoding.UTF8.GetString(SampleAgreement.Json).Replace(SampleAgreement.Valid.Title, "\\ud800", StringComparison.Ordinal);
        Assert.False(AgreementDraft.TryOpenJson(Encoding.UTF8.GetBytes(json), out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
    }

    [Fact]
    public void A_members_name_is_held_to_it_too()
    {
        string json = Encoding.UTF8.GetString(SampleAgreement.Json).Replace("\"title\"", "\"ti\u202etle\"", StringComparison.Ordinal);
        Refused(Encoding.UTF8.GetBytes(json), "a member's name holds U+202E");
    }

    [Fact]
    public void What_all_parties_signed_is_refused_all_the_same()
    {
        byte[] signed = SampleAgreement.Sign(Changed("purpose", Forged), "publisher", "advertiser");
        Assert.False(SignedAgreement.TryOpen(signed, out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
    }

    [Fact]
    public void An_amendments_reason_cannot_forge_its_explanation()
    {
        Amendment amendment = SampleAmendment.Valid with { Reason = Forged };
        Assert.False(AmendmentDraft.TryOpenJson(amendment.WriteJson(), SampleAgreement.Signed, out _, out DocumentRefusal? refusal));
        Assert.Equal((DocumentFailure.MalformedPayload, "reason: a text holds U+000A, which is no plain text"), (refusal.Reason, refusal.Detail));
        Assert.False(SampleAgreement.Signed.TryAmend(SampleAmendment.Sign(amendment), out _, out refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
    }

    [Fact]
    public void A_job_is_held_to_it_too()
    {
        Job job = SampleDocuments.Job;
        Job forged = job with { Query = new OverlapQuery { Terms = SampleAgreement.Overlap, NanoRho = job.Query.NanoRho, Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "a\nb")] } };
        Assert.False(SignedDocument.TryOpen(SampleDocuments.Sign(forged, "advertiser"), SampleAgreement.Signed, out SignedDocument<Job>? _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
    }

    private static byte[] Changed(string member, string text)
    {
        JsonNode root = JsonNode.Parse(SampleAgreement.Json)!;
        string[] path = member.Split('/');
        JsonNode parent = path[..^1].Aggregate(root, (node, name) => int.TryParse(name, out int index) ? node[index]! : node[name]!);
        parent[path[^1]] = text;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Refused(byte[] json, string because)
    {
        Assert.False(AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
        Assert.Contains(because, refusal.Detail, StringComparison.Ordinal);
    }
}
