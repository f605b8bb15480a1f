using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class ResultVerifierTests
{
    private static readonly SignedAgreement s_agreement = SampleAgreement.Signed;
    private static readonly AgreementAnchor s_yours = AgreementAnchor.KnownHash(SampleAgreement.Signed.Hash);

    [Fact]
    public void A_result_of_an_agreement_that_is_yours_is_verified_down_to_the_number()
    {
        ResultVerification verification = ResultVerifier.Verify(SampleResult.Valid, s_agreement, s_yours, ExpectedJob.Any);
        Assert.DoesNotContain(verification.Checks, check => !check.Holds);
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Assert.Equal(SampleDocuments.Job.Id, verification.Result!.Job);
        Assert.Equal(1_000_000, verification.Result.Privacy.NanoRho);
        string[] links = [.. verification.Checks.Select(check => check.Claim)];
        Assert.Equal(links.Length, links.Distinct().Count());
        foreach (string link in new[] { "envelope", "payload", "agreement", "report", "uvm.endorsement", "evidence appraisal", "signature", "query", "recipients", "datasets", "issued", "cost", "cost limit", "privacy statement", "job", "answer", "consent", "mechanisms", "epsilon" })
        {
            Assert.Contains(link, links);
        }
    }

    [Fact]
    public void What_the_product_signs_it_verifies()
    {
        SignedResult signed = SampleResult.SignUnder(s_agreement, SampleEvidence.For(s_agreement.Hash));
        Assert.Equal(VerificationVerdict.Verified, ResultVerifier.Verify(signed.Encoded, s_agreement, s_yours, ExpectedJob.Any).Verdict);
    }

    [Fact]
    public void A_key_that_you_hold_makes_the_agreement_yours_and_another_does_not()
    {
        AgreementAnchor held = AgreementAnchor.HeldKeys([TestKey.PublicSigning("publisher").Thumbprint], "your keys");
        AgreementAnchor strange = AgreementAnchor.HeldKeys([TestKey.PublicSigning("stranger").Thumbprint], "your keys");
        AgreementAnchor encryption = AgreementAnchor.HeldKeys([TestKey.PublicEncryption("publisher").Thumbprint], "your keys");
        Assert.Equal(VerificationVerdict.Verified, ResultVerifier.Verify(SampleResult.Valid, s_agreement, held, ExpectedJob.Any).Verdict);
        Assert.Equal(VerificationVerdict.Unanchored, ResultVerifier.Verify(SampleResult.Valid, s_agreement, strange, ExpectedJob.Any).Verdict);
        Assert.Equal(VerificationVerdict.Unanchored, ResultVerifier.Verify(SampleResult.Valid, s_agreement, encryption, ExpectedJob.Any).Verdict);
    }

    [Fact]
    public void Without_an_anchor_a_consistent_result_is_unanchored_and_its_numbers_come_with_that_word()
    {
        ResultVerification verification = ResultVerifier.Verify(SampleResult.Valid, s_agreement, AgreementAnchor.None, ExpectedJob.Any);
        Assert.Equal(VerificationVerdict.Unanchored, verification.Verdict);
        Assert.NotNull(verification.Result);
        Assert.Equal("agreement is yours", Assert.Single(verification.Checks, check => !check.Holds).Claim);
    }

    [Fact]
    public void An_epsilon_below_what_the_cost_implies_is_refused()
    {
        double stated = ResultVerifier.Verify(SampleResult.Valid, s_agreement, s_yours, ExpectedJob.Any).Result!.Privacy.Epsilon;
        foreach (double less in new[] { stated * 0.999_999, stated / 2, 0, -1 })
        {
            Refused(SampleResult.SignChanged(root => root["privacy"]!["epsilon"] = less), "epsilon");
        }

        byte[] more = SampleResult.SignChanged(root => root["privacy"]!["epsilon"] = stated * 2);
        Assert.Equal(VerificationVerdict.Verified, ResultVerifier.Verify(more, s_agreement, s_yours, ExpectedJob.Any).Verdict);
    }

    [Theory]
    [InlineData("scale", "999")]
    [InlineData("scale", "0")]
    [InlineData("scale", "-1000")]
    [InlineData("scale", "1000/")]
    [InlineData("scale", "")]
    [InlineData("norm", "L1")]
    [InlineData("epsilon", "0")]
    [InlineData("mechanism", "discreteLaplace")]
    [InlineData("mechanism", "truncatedGeometricSelection")]
    public void A_mechanism_that_states_less_than_its_sensitivity_and_scale_imply_is_refused(string member, string value) =>
        Refused(SampleResult.SignChanged(root => root["mechanisms"]![0]![member] = value), "mechanisms");

    [Theory]
    [InlineData("l2Squared", 3)]
    [InlineData("l2Squared", 0)]
    [InlineData("l1", 0)]
    [InlineData("l0", -1)]
    public void A_sensitivity_that_costs_more_than_is_stated_or_is_none_is_refused(string norm, long value) =>
        Refused(SampleResult.SignChanged(root => root["mechanisms"]![0]!["sensitivity"]![norm] = value), "mechanisms");

    [Fact]
    public void A_fraction_too_long_to_be_one_is_refused_unread() =>
        Refused(SampleResult.SignChanged(root => root["mechanisms"]![0]!["scale"] = new string('9', 1_000_000)), "mechanisms");

    [Fact]
    public void Pure_noise_costs_what_its_epsilon_implies_and_no_less()
    {
        void Laplace(JsonObject root, string epsilon, long nanoRho)
        {
            JsonNode mechanism = root["mechanisms"]![0]!;
            (mechanism["mechanism"], mechanism["norm"], mechanism["scale"], mechanism["epsilon"]) = ("discreteLaplace", "L1", "100", epsilon);
            (mechanism["nanoRho"], root["privacy"]!["nanoRho"], root["query"]!["nanoRho"]) = (nanoRho, nanoRho, 1_000_000);
            root["privacy"]!["epsilon"] = 0.05;
        }

        // L1 = 2 and b = 100: epsilon is 1/50, rho half of its square.
        byte[] exact = SampleResult.SignChanged(root => Laplace(root, "1/50", 200_000));
        Assert.DoesNotContain(ResultVerifier.Verify(exact, s_agreement, s_yours, ExpectedJob.Any).Checks, check => !check.Holds);
        Refused(SampleResult.SignChanged(root => Laplace(root, "1/50", 199_999)), "mechanisms");
        Refused(SampleResult.SignChanged(root => Laplace(root, "1/51", 200_000)), "mechanisms");
        Refused(SampleResult.SignChanged(root => Laplace(root, "none", 200_000)), "mechanisms");
        Refused(SampleResult.SignChanged(root => { Laplace(root, "1/50", 200_000); root["privacy"]!["epsilon"] = 0.0199; }), "epsilon");
    }

    [Fact]
    public void An_answer_to_another_question_is_refused()
    {
        Refused(
            SampleResult.SignChanged(root => root["answer"] = new JsonObject
            {
                ["kind"] = "segments",
                ["keys"] = new JsonArray(),
                ["groups"] = new JsonArray(),
                ["other"] = new JsonArray(),
                ["total"] = new JsonArray(),
                ["groupsLeftOut"] = 0,
                ["covers"] = "everybody",
                ["intervalsCoverBounding"] = false,
            }),
            "answer");
        Refused(SampleResult.SignChanged(root => root["answer"]!["tables"]![0]!["dataset"] = "ads"), "answer");
        Refused(SampleResult.SignChanged(root => root["answer"]!["intervalsCoverBounding"] = false), "answer");
        Refused(SampleResult.SignChanged(root => root["answer"]!["tables"]!.AsArray().RemoveAt(0)), "answer");
    }

    [Fact]
    public void How_old_the_consents_are_is_shown_and_a_moment_after_the_result_is_refused()
    {
        ResultVerification verification = ResultVerifier.Verify(SampleResult.Valid, s_agreement, s_yours, ExpectedJob.Any);
        Assert.Equal(
            "feeds until 2026-05-30 12:00:00Z, ads until 2026-05-30 12:00:00Z", verification.Checks.Single(check => check.Claim == "consent").Found);
        Refused(SampleResult.SignChanged(root => root["datasets"]![1]!["consentCutOff"] = "2026-06-01T12:00:01Z"), "consent");
    }

    [Fact]
    public void A_changed_number_is_refused()
    {
        byte[] changed = [.. SampleResult.Valid];
        int at = changed.AsSpan().IndexOf("\"estimate\": "u8) + 12;
        changed[at] = (byte)(changed[at] == '9' ? '8' : '9');
        Refused(changed, "signature");
    }

    [Fact]
    public void Every_changed_byte_anywhere_is_refused()
    {
        for (int at = 0; at < SampleResult.Valid.Length; at += 499)
        {
            byte[] changed = [.. SampleResult.Valid];
            changed[at] ^= 0x01;
            ResultVerification verification = ResultVerifier.Verify(changed, s_agreement, s_yours, ExpectedJob.Any);
            Assert.Equal(VerificationVerdict.Refused, verification.Verdict);
            Assert.Null(verification.Result);
        }
    }

    [Fact]
    public void A_result_cut_short_is_refused() => Refused(SampleResult.Valid[..^1], "envelope");

    [Fact]
    public void A_result_signed_by_another_key_is_refused_though_its_evidence_is_genuine()
    {
        Refused(TestMessage.Sign1(SampleResult.Payload, Result.ContentType, "stranger"), "signature");
        Refused(TestMessage.Sign1(SampleResult.Payload, Result.ContentType, "publisher"), "signature");
    }

    [Fact]
    public void The_same_payload_under_another_content_type_is_refused() =>
        Refused(TestMessage.Sign1(SampleResult.Payload, Job.ContentType, TestOnlyKey.InstanceSigning), "content type");

    [Fact]
    public void A_result_of_another_agreement_is_refused()
    {
        SignedAgreement other = SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid with { Purpose = "Another purpose." }));
        Refused(SampleResult.Valid, other, AgreementAnchor.KnownHash(other.Hash), "agreement", "runtime.agreement");
    }

    [Fact]
    public void Evidence_made_for_another_agreement_is_refused()
    {
        byte[] evidence = SampleEvidence.For(Digest256.Of("another agreement"u8)).Write();
        Refused(SampleResult.SignChanged(root => root["evidence"] = Base64UrlText.Encode(evidence)), "runtime.agreement");
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("e30")]
    public void A_result_without_evidence_is_refused(string evidence) => Refused(SampleResult.SignChanged(root => root["evidence"] = evidence), "evidence");

    [Fact]
    public void Evidence_with_one_changed_byte_of_the_report_is_refused()
    {
        JsonObject evidence = JsonNode.Parse(SampleEvidence.For(s_agreement.Hash).Write())!.AsObject();
        string report = evidence["report"]!.GetValue<string>();
        evidence["report"] = report[..300] + (report[300] == 'A' ? 'B' : 'A') + report[301..];
        byte[] changed = System.Text.Encoding.UTF8.GetBytes(evidence.ToJsonString());
        Refused(SampleResult.SignChanged(root => root["evidence"] = Base64UrlText.Encode(changed)), "report", "evidence appraisal");
    }

    [Fact]
    public void Another_workload_than_the_agreed_one_is_refused()
    {
        Evidence other = SampleEvidence.For(s_agreement.Hash, new SimulatedReport { HostData = Digest256.Of("changed workload"u8) });
        Refused(SampleResult.SignChanged(root => root["evidence"] = Base64UrlText.Encode(other.Write())), "evidence appraisal");
    }

    [Fact]
    public void A_debuggable_guest_is_refused()
    {
        Evidence debuggable = SampleEvidence.For(s_agreement.Hash, new SimulatedReport { Policy = 0xB_001F });
        Refused(SampleResult.SignChanged(root => root["evidence"] = Base64UrlText.Encode(debuggable.Write())), "evidence appraisal");
    }

    [Fact]
    public void A_cost_that_does_not_add_up_is_refused()
    {
        Refused(SampleResult.SignChanged(root => root["privacy"]!["nanoRho"] = 999_999), "cost");
        Refused(SampleResult.SignChanged(root => root["privacy"]!["attoDelta"] = 1), "cost", "cost limit");
        Refused(SampleResult.SignChanged(root => root["mechanisms"] = new JsonArray()), "cost");
        Refused(SampleResult.SignChanged(root => root["mechanisms"]!.AsArray().Add(root["mechanisms"]![0]!.DeepClone())), "cost");
    }

    [Fact]
    public void Mechanisms_that_give_back_what_others_spent_are_refused() =>
        Refused(
            SampleResult.SignChanged(root =>
            {
                JsonNode more = root["mechanisms"]![0]!.DeepClone();
                JsonNode less = root["mechanisms"]![0]!.DeepClone();
                less["nanoRho"] = -more["nanoRho"]!.GetValue<long>();
                root["mechanisms"]!.AsArray().Add(more);
                root["mechanisms"]!.AsArray().Add(less);
            }),
            "cost");

    [Fact]
    public void A_cost_above_the_terms_is_refused() =>
        Refused(
            SampleResult.SignChanged(root =>
            {
                root["privacy"]!["nanoRho"] = 2_000_001;
                root["mechanisms"]![0]!["nanoRho"] = 2_000_001;
            }),
            "cost limit");

    [Fact]
    public void A_cost_above_what_was_asked_is_refused() =>
        Refused(
            SampleResult.SignChanged(root =>
            {
                root["privacy"]!["nanoRho"] = 1_500_000;
                root["mechanisms"]![0]!["nanoRho"] = 1_500_000;
            }),
            "cost limit");

    [Fact]
    public void Other_neighbours_or_another_delta_than_agreed_are_refused()
    {
        Refused(SampleResult.SignChanged(root => root["privacy"]!["neighbours"] = "one row"), "privacy statement");
        Refused(SampleResult.SignChanged(root => root["privacy"]!["statementAttoDelta"] = 1), "privacy statement");
    }

    [Fact]
    public void A_query_outside_the_agreement_is_refused()
    {
        Refused(SampleResult.SignChanged(root => root["query"]!["terms"] = "rows"), "query", "recipients", "datasets", "cost limit");
        Refused(SampleResult.SignChanged(root => root["requester"] = "stranger"), "query");
        Refused(SampleResult.SignChanged(root => root["query"]!["nanoRho"] = 3_000_000), "query");
    }

    [Fact]
    public void Recipients_other_than_agreed_are_refused()
    {
        Refused(SampleResult.SignChanged(root => root["recipients"] = new JsonArray("advertiser")), "recipients");
        Refused(SampleResult.SignChanged(root => root["recipients"] = new JsonArray("advertiser", "publisher", "stranger")), "recipients");
        Refused(SampleResult.SignChanged(root => root["recipients"] = new JsonArray("advertiser", "publisher", "advertiser")), "recipients");
    }

    [Fact]
    public void Datasets_other_than_agreed_are_refused()
    {
        Refused(SampleResult.SignChanged(root => root["datasets"]!.AsArray().RemoveAt(0)), "datasets");
        Refused(SampleResult.SignChanged(root => root["datasets"]!.AsArray().Add(root["datasets"]![0]!.DeepClone())), "datasets");
    }

    [Fact]
    public void A_result_issued_after_the_agreement_ended_is_refused()
    {
        Refused(SampleResult.SignChanged(root => root["issuedAt"] = "2027-01-01T00:00:00Z"), "issued");
        Assert.Equal(
            VerificationVerdict.Verified,
            ResultVerifier.Verify(SampleResult.SignChanged(root => root["issuedAt"] = "2026-12-31T23:59:59Z"), s_agreement, s_yours, ExpectedJob.Any).Verdict);
    }

    [Theory]
    [InlineData("format")]
    [InlineData("answer")]
    [InlineData("unknown")]
    [InlineData("null")]
    public void A_payload_of_another_form_is_refused(string what) =>
        Refused(
            SampleResult.SignChanged(root =>
            {
                switch (what)
                {
                    case "format":
                        root["format"] = "cleanroom-result/2";
                        break;
                    case "answer":
                        root["answer"]!["kind"] = "rows";
                        break;
                    case "unknown":
                        root["note"] = "";
                        break;
                    default:
                        root["mechanisms"] = new JsonArray((JsonNode?)null);
                        break;
                }
            }),
            "payload");

    internal static void Refused(byte[] encoded, params string[] claims) => Refused(encoded, s_agreement, s_yours, claims);

    internal static void Refused(byte[] encoded, SignedAgreement agreement, AgreementAnchor anchor, params string[] claims)
    {
        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, anchor, ExpectedJob.Any);
        Assert.Equal(VerificationVerdict.Refused, verification.Verdict);
        Assert.Null(verification.Result);
        string[] broken = [.. verification.Checks.Where(check => !check.Holds).Select(check => check.Claim)];
        Assert.All(claims, claim => Assert.Contains(claim, broken));
    }
}
