using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>A room that runs, judged from the outside: by the owner, by the attestation service, and by anyone.</summary>
public sealed class SecondOpinionTests(TestWorld world)
{
    [Fact]
    public async Task A_good_room_is_acceptable_to_the_owner_and_to_the_attestation_service()
    {
        TestRoom room = await world.StandardRoomAsync();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        HandedEvidenceAppraisal appraisal = await RoomAttestation.AttestAsync(room.Address, room.Agreement, asksService: true, cancellation);
        Assert.True(appraisal.Appraisal.Verdict == AppraisalVerdict.Acceptable, string.Join('\n', appraisal.Appraisal.Refusals));
        Assert.Contains(appraisal.Appraisal.Checks, check => check.Claim == "x-ms-compliance-status");
        Assert.Empty(appraisal.NotJudged);
        Assert.Equal(room.Agreement.Hash, (await Appraisal.RequireAgreedAsync(room.Address, room.Agreement, cancellation)).RuntimeClaims.Agreement);

        HandedEvidenceAppraisal alone = await RoomAttestation.AttestAsync(room.Address, room.Agreement, asksService: false, cancellation);
        Assert.Contains("--without-token", Assert.Single(alone.NotJudged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_agrees_with_nobody()
    {
        TestRoom room = await world.StandardRoomAsync();
        AttestationResult instance = await room.InstanceAsync();
        Agreement terms = room.Agreement.Agreement;
        SignedAgreement elsewhere = AgreementSigning.Sign(
            terms with { Enclave = terms.Enclave with { AttestationAuthority = "https://127.0.0.1:1" } }, world.Publisher, world.Advertiser);
        AppraisalReport opinion = await AttestationService.AskAsync(instance.Evidence, elsewhere, TestContext.Current.CancellationToken);
        AppraisalCheck denial = Assert.Single(opinion.Refusals);
        Assert.Equal("token", denial.Claim);
        Assert.StartsWith("it cannot be reached", denial.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_who_names_no_simulated_root_a_simulated_room_is_forged()
    {
        TestRoom room = await world.StandardRoomAsync();
        HandedEvidenceAppraisal appraisal = await RoomAttestation.AttestAsync(
            room.Address, HandedEvidenceValues.Default, HandedPart.Absent, TestContext.Current.CancellationToken);
        Assert.Equal(AppraisalVerdict.Forged, appraisal.Appraisal.Verdict);
        Assert.Contains(appraisal.Appraisal.Refusals, check => check.Claim == "chain.root" && check.Found.Contains("SIMULATED", StringComparison.Ordinal));
        Assert.Contains(appraisal.Appraisal.Refusals, check => check.Claim == "uvm.endorsement");
        Assert.Contains(appraisal.NotJudged, sentence => sentence.Contains(room.Agreement.Hash.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_in_between_is_seen_by_the_key_that_the_connection_ends_at()
    {
        TestRoom room = await world.StandardRoomAsync();
        await using InBetween other = new(room.Address);
        HandedEvidenceAppraisal appraisal = await RoomAttestation.AttestAsync(other.Address, room.Agreement, asksService: false, TestContext.Current.CancellationToken);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, appraisal.Appraisal.Verdict);
        Assert.Equal("runtime.tls_key", Assert.Single(appraisal.Appraisal.Refusals).Claim);
    }
}
