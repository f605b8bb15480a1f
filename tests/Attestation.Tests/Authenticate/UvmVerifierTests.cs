using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class UvmVerifierTests
{
    private const string Measurement =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public void An_endorsement_of_a_named_publisher_is_genuine_although_its_signer_expired()
    {
        Assert.True(UvmVerifier.TryAuthenticate(
            new SimulatedEndorsement().Parse(), [SimulatedEndorsement.Anchor], out GenuineEndorsement? genuine, out UvmAuthenticationFailure failure), failure.ToString());
        Assert.Equal(104, genuine.Svn);
        Assert.Equal(SimulatedReport.LaunchMeasurement, genuine.LaunchMeasurement);
        Assert.Equal(SimulatedEndorsement.Anchor, genuine.Anchor);
    }

    [Fact]
    public void Azures_endorsement_is_genuine_and_endorses_the_report_beside_it()
    {
        Assert.True(UvmEndorsement.TryParse(SharedVectors.AzureEndorsement, out UvmEndorsement? endorsement, out UvmEndorsementFailure parse), parse.ToString());
        Assert.True(UvmVerifier.TryAuthenticate(
            endorsement, [UvmAnchor.MicrosoftContainerPlatform], out GenuineEndorsement? genuine, out UvmAuthenticationFailure failure), failure.ToString());
        Assert.True(SnpReport.TryParse(SharedVectors.AzureReport, out SnpReport? report, out _));
        Assert.Equal(report.Measurement, genuine.LaunchMeasurement);
        Assert.Equal(103, genuine.Svn);
    }

    [Fact]
    public void The_sidecars_endorsement_is_genuine()
    {
        byte[] text = SharedVectors.Read("snp", "ms-sidecar-security-context", "reference-info-base64");
        Assert.True(UvmEndorsement.TryParse(
            Convert.FromBase64String(Encoding.ASCII.GetString(text).Trim()), out UvmEndorsement? endorsement, out UvmEndorsementFailure parse), parse.ToString());
        Assert.True(UvmVerifier.TryAuthenticate(endorsement, [UvmAnchor.MicrosoftContainerPlatform], out GenuineEndorsement? genuine, out _));
        Assert.Equal(100, genuine.Svn);
    }

    [Fact]
    public void The_default_anchors_refuse_a_simulated_publisher_by_name() =>
        Refused(UvmAuthenticationFailure.SimulatedRoot, new(), UvmAnchor.MicrosoftContainerPlatform);

    [Fact]
    public void A_simulated_chain_that_claims_microsofts_did_is_refused() =>
        Refused(
            UvmAuthenticationFailure.Root,
            new SimulatedEndorsement { Issuer = UvmAnchor.MicrosoftContainerPlatform.Did, Feed = UvmAnchor.MicrosoftContainerPlatform.Feed },
            UvmAnchor.MicrosoftContainerPlatform);

    [Fact]
    public void No_anchors_trust_nothing() => Refused(UvmAuthenticationFailure.SimulatedRoot, new());

    [Fact]
    public void Another_feed_is_refused() =>
        Refused(UvmAuthenticationFailure.FeedNotTrusted, new SimulatedEndorsement { Feed = "Other-UVM" }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_did_with_another_usage_is_refused() =>
        Refused(UvmAuthenticationFailure.SimulatedRoot, new SimulatedEndorsement { Issuer = SimulatedEndorsement.Anchor.Did + ".1" }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_signer_without_the_usage_is_refused() =>
        Refused(UvmAuthenticationFailure.ExtendedKeyUsage, new SimulatedEndorsement { LeafUsage = "1.3.6.1.4.1.311.76.59.1.3" }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_leaf_that_the_intermediate_did_not_sign_is_refused() =>
        Refused(UvmAuthenticationFailure.Chain, new SimulatedEndorsement { LeafForger = TestOnlyKey.EndorsementLeaf }, SimulatedEndorsement.Anchor);

    [Fact]
    public void An_intermediate_that_the_root_did_not_sign_is_refused() =>
        Refused(UvmAuthenticationFailure.Chain, new SimulatedEndorsement { IntermediateForger = TestOnlyKey.EndorsementIntermediate }, SimulatedEndorsement.Anchor);

    [Fact]
    public void An_intermediate_that_is_no_authority_is_refused() =>
        Refused(UvmAuthenticationFailure.Chain, new SimulatedEndorsement { IntermediateIsAuthority = false }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_leaf_that_is_an_authority_is_refused() =>
        Refused(UvmAuthenticationFailure.Chain, new SimulatedEndorsement { LeafIsAuthority = true }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_chain_in_another_order_is_refused()
    {
        SimulatedEndorsement valid = new();
        Refused(
            UvmAuthenticationFailure.Chain,
            valid with { Chain = [valid.Intermediate(), valid.Leaf(), SimulatedEndorsement.RootCertificate] },
            SimulatedEndorsement.Anchor);
    }

    [Fact]
    public void A_statement_that_another_key_signed_is_refused() =>
        Refused(UvmAuthenticationFailure.Signature, new SimulatedEndorsement { MessageForger = TestOnlyKey.TokenSigning }, SimulatedEndorsement.Anchor);

    [Fact]
    public void A_changed_byte_of_the_statement_is_refused()
    {
        byte[] bytes = [.. SimulatedEndorsement.Valid];
        int at = bytes.AsSpan().IndexOf("\"104\""u8) + 3;
        bytes[at] = (byte)'5';
        int number = bytes.AsSpan().IndexOf(":104}"u8) + 3;
        bytes[number] = (byte)'5';
        Assert.True(UvmEndorsement.TryParse(bytes, out UvmEndorsement? endorsement, out _));
        Assert.False(UvmVerifier.TryAuthenticate(endorsement, [SimulatedEndorsement.Anchor], out _, out UvmAuthenticationFailure failure));
        Assert.Equal(UvmAuthenticationFailure.Signature, failure);
    }

    [Theory]
    [InlineData("[]", UvmEndorsementFailure.Payload)]
    [InlineData("{\"a\":1,\"a\":2}", UvmEndorsementFailure.Payload)]
    [InlineData("{}", UvmEndorsementFailure.Measurement)]
    [InlineData("{\"x-ms-sevsnpvm-launchmeasurement\":\"aa\"}", UvmEndorsementFailure.Measurement)]
    [InlineData("{\"x-ms-sevsnpvm-launchmeasurement\":\"" + Measurement + "\"}", UvmEndorsementFailure.Svn)]
    [InlineData("{\"x-ms-sevsnpvm-launchmeasurement\":\"" + Measurement + "\",\"x-ms-sevsnpvm-guestsvn\":104}", UvmEndorsementFailure.Svn)]
    [InlineData("{\"x-ms-sevsnpvm-launchmeasurement\":\"" + Measurement + "\",\"x-ms-sevsnpvm-guestsvn\":\"-1\"}", UvmEndorsementFailure.Svn)]
    [InlineData("{\"x-ms-sevsnpvm-launchmeasurement\":\"" + Measurement + "\",\"x-ms-sevsnpvm-guestsvn\":\"4294967296\"}", UvmEndorsementFailure.Svn)]
    [InlineData(
        "{\"x-ms-sevsnpvm-launchmeasurement\":\"" + Measurement + "\",\"x-ms-sevsnpvm-guestsvn\":\"1\",\"x-ms-sevsnpvm-guestsvn-int\":2}",
        UvmEndorsementFailure.Svn)]
    public void A_statement_of_another_shape_is_unreadable(string payload, UvmEndorsementFailure reason) =>
        Unreadable(reason, new SimulatedEndorsement { Payload = payload });

    [Fact]
    public void A_statement_without_issuer_feed_or_content_type_is_unreadable()
    {
        Unreadable(UvmEndorsementFailure.Header, new SimulatedEndorsement { Issuer = null });
        Unreadable(UvmEndorsementFailure.Header, new SimulatedEndorsement { Feed = null });
        Unreadable(UvmEndorsementFailure.Header, new SimulatedEndorsement { ContentType = "text/plain" });
    }

    [Fact]
    public void A_statement_without_a_chain_is_unreadable()
    {
        SimulatedEndorsement valid = new();
        Unreadable(UvmEndorsementFailure.Certificates, valid with { Chain = [] });
        Unreadable(UvmEndorsementFailure.Certificates, valid with { Chain = [valid.Leaf()] });
        Unreadable(UvmEndorsementFailure.Certificates, valid with { Chain = [valid.Leaf(), [0x30, 0x00]] });
        Unreadable(UvmEndorsementFailure.Certificates, valid with { Chain = [.. Enumerable.Repeat(valid.Leaf(), 7)] });
    }

    [Fact]
    public void Bytes_that_are_no_message_are_unreadable()
    {
        Assert.False(UvmEndorsement.TryParse("{}"u8.ToArray(), out _, out UvmEndorsementFailure failure));
        Assert.Equal(UvmEndorsementFailure.Message, failure);
    }

    [Fact]
    public void The_did_of_microsofts_anchor_is_the_published_one() =>
        Assert.Equal(
            "did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6.1.4.1.311.76.59.1.2", UvmAnchor.MicrosoftContainerPlatform.Did);

    [Theory]
    [InlineData("did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6", true)]
    [InlineData("did:x509:1:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6", false)]
    [InlineData("did:x509:0:sha512:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6", false)]
    [InlineData("did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZp::eku:1.3.6", false)]
    [InlineData("did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:", false)]
    [InlineData("did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3::eku:1.4", false)]
    [InlineData("did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::subject:CN:x", false)]
    public void An_anchor_reads_one_form_of_did(string did, bool accepted)
    {
        Assert.Equal(accepted, UvmAnchor.TryParse(did, "feed", out UvmAnchor? anchor));
        Assert.Equal(accepted ? did : null, anchor?.Did);
    }

    private static void Unreadable(UvmEndorsementFailure reason, SimulatedEndorsement endorsement)
    {
        Assert.False(UvmEndorsement.TryParse(endorsement.ToBytes(), out UvmEndorsement? parsed, out UvmEndorsementFailure failure));
        Assert.Null(parsed);
        Assert.Equal(reason, failure);
    }

    private static void Refused(UvmAuthenticationFailure reason, SimulatedEndorsement endorsement, params UvmAnchor[] anchors)
    {
        Assert.False(UvmVerifier.TryAuthenticate(endorsement.Parse(), anchors, out GenuineEndorsement? genuine, out UvmAuthenticationFailure failure));
        Assert.Null(genuine);
        Assert.Equal(reason, failure);
    }
}
