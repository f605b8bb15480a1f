using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Ledger;

/// <summary>Only the attested instance can give a budget back.</summary>
public sealed class ClosingStatementTests
{
    private static readonly ClosingStatement s_valid = new()
    {
        Format = ClosingStatement.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Owner = SampleAgreement.Publisher,
        Instance = SampleEvidence.Instance.SigningKey,
        Spent = [new SpentBudget { Requester = SampleAgreement.Advertiser, NanoRho = 5_000_000, AttoDelta = 0 }],
        ClosedAt = SampleAgreement.Now,
        Evidence = Base64UrlText.Encode(SampleEvidence.For(SampleAgreement.Signed.Hash).Write()),
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "format", "its payload is not read" },
        { "agreement", "it is under another agreement" },
        { "instance", "its evidence is another instance's" },
        { "evidence of another agreement", "its evidence is not acceptable" },
        { "evidence of another workload", "its evidence is not acceptable" },
        { "no evidence", "its evidence is unreadable" },
        { "negative", "it names a requester twice, or less than nothing" },
        { "twice", "it names a requester twice, or less than nothing" },
    };

    [Fact]
    public void A_statement_of_the_attested_instance_is_believed()
    {
        Assert.True(SignedClosingStatement.TryOpen(Sign(s_valid), SampleAgreement.Signed, out ClosingStatement? statement, out string? problem), problem);
        Assert.Equal(5_000_000, Assert.Single(statement.Spent).NanoRho);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_refused(string change, string reason)
    {
        ClosingStatement changed = change switch
        {
            "format" => s_valid with { Format = "cleanroom-closing/2" },
            "agreement" => s_valid with { Agreement = Digest256.Of("another"u8) },
            "instance" => s_valid with { Instance = Digest256.Of("another"u8) },
            "evidence of another agreement" => s_valid with { Evidence = Base64UrlText.Encode(SampleEvidence.For(Digest256.Of("another"u8)).Write()) },
            "evidence of another workload" => s_valid with { Evidence = Base64UrlText.Encode(OtherWorkload().Write()) },
            "no evidence" => s_valid with { Evidence = "AAAA" },
            "negative" => s_valid with { Spent = [s_valid.Spent[0] with { NanoRho = -1 }] },
            _ => s_valid with { Spent = [s_valid.Spent[0], s_valid.Spent[0]] },
        };
        Assert.StartsWith(reason, Problem(Sign(changed)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_signature_of_another_key_is_refused()
    {
        using CoseSigner stranger = CoseSigner.Generate();
        Assert.StartsWith("its signature by the attested key does not hold", Problem(SignedClosingStatement.Sign(s_valid, stranger)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        byte[] signed = Sign(s_valid);
        for (int i = 0; i < signed.Length; i += 97)
        {
            byte[] changed = [.. signed];
            changed[i] ^= 1;
            Assert.NotNull(Problem(changed));
        }
    }

    [Fact]
    public void Another_signed_document_of_the_instance_is_none()
    {
        byte[] other = Signer().Sign1("{}"u8, new CoseHeaderParameters { ContentType = "application/json" });
        Assert.Equal("it is no COSE_Sign1 of a closing statement", Problem(other));
    }

    private static Evidence OtherWorkload() =>
        SampleEvidence.For(SampleAgreement.Signed.Hash, new SimulatedReport() with { HostData = Digest256.Of("another workload"u8) });

    private static CoseSigner Signer() => CoseSigner.FromEcdsa(TestOnlyKey.InstanceSigning);

    private static byte[] Sign(ClosingStatement statement) => SignedClosingStatement.Sign(statement, Signer());

    private static string? Problem(byte[] encoded)
    {
        SignedClosingStatement.TryOpen(encoded, SampleAgreement.Signed, out _, out string? problem);
        return problem;
    }
}
