using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>A ledger that an earlier instance left is believed whole or not at all.</summary>
public sealed class LedgerVerifierTests : IDisposable
{
    private const string Unsigned = "its instance signed no checkpoint over it and all before it as they are";

    private readonly LedgerFolder _folder = new(takeOver: true);

    public LedgerVerifierTests()
    {
        _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
        _folder.Log.Append(LedgerEntryKind.Manifest, new byte[] { 2 });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_untouched_ledger_holds_and_tells_its_newest_time()
    {
        DateTimeOffset? latest = LedgerVerifier.Verify(_folder.Database, SampleAgreement.Signed).Latest;
        Assert.InRange(latest!.Value, SampleAgreement.Now, SampleAgreement.Now.AddMinutes(1));
    }

    [Fact]
    public void A_new_ledger_holds_and_has_no_time()
    {
        using LedgerFolder empty = new();
        Assert.Null(LedgerVerifier.Verify(empty.Database, SampleAgreement.Signed).Latest);
    }

    [Theory]
    [InlineData("UPDATE entries SET body = x'09' WHERE sequence = 2", 2, "it was changed, or is not where it was")]
    [InlineData("UPDATE entries SET kind = 3 WHERE sequence = 2", 2, "it was changed, or is not where it was")]
    [InlineData("UPDATE entries SET at = at + 1 WHERE sequence = 3", 3, "it was changed, or is not where it was")]
    [InlineData("DELETE FROM entries WHERE sequence = 1", 1, "it was changed, or is not where it was")]
    [InlineData("DELETE FROM entries WHERE sequence = 2", 2, "it was changed, or is not where it was")]
    [InlineData("UPDATE entries SET sequence = 9 WHERE sequence = 2; UPDATE entries SET sequence = 2 WHERE sequence = 3; UPDATE entries SET sequence = 3 WHERE sequence = 9", 3, Unsigned)]
    [InlineData("DELETE FROM checkpoints WHERE size = 3", 3, Unsigned)]
    [InlineData("UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 2) WHERE size = 3", 3, Unsigned)]
    [InlineData("UPDATE checkpoints SET note = 'x' WHERE size = 3", 3, Unsigned)]
    public void A_touched_ledger_is_refused(string edit, int entry, string reason)
    {
        _folder.Database.Execute(edit);
        Assert.Equal($"ledger entry {entry}: {reason}", Refusal());
    }

    [Fact]
    public void Amendments_in_a_ledger_are_those_of_the_agreement_and_an_older_agreement_is_refused()
    {
        _folder.Log.Append(LedgerEntryKind.Amended, SampleAmendment.Amended.Amendments[0].Encoded);
        Assert.Equal(1, LedgerVerifier.Verify(_folder.Database, SampleAmendment.Amended).Amendments);
        Assert.Equal(1, LedgerVerifier.Verify(_folder.Database, SampleAmendment.Apply(SampleAmendment.Amended, SampleAmendment.Second)).Amendments);
        Assert.Equal(
            "ledger entry 4: amendment 1 is recorded, and the agreement here was amended 0 times: take the newest amended agreement", Refusal());
        SignedAgreement otherwise = SampleAmendment.Apply(SampleAgreement.Signed, SampleAmendment.Valid with { Reason = "Another one." });
        Assert.Equal(
            "ledger entry 4: it is not amendment 1 of the agreement here",
            Assert.Throws<LedgerDamagedException>(() => LedgerVerifier.Verify(_folder.Database, otherwise)).Message);
    }

    [Fact]
    public void A_ledger_that_ends_where_some_checkpoint_was_signed_is_an_older_one_and_holds()
    {
        // Nothing in a file can tell that it is old: the heads that owners saw do.
        _folder.Database.Execute("DELETE FROM entries WHERE sequence = 3; DELETE FROM checkpoints WHERE size = 3");
        Assert.NotNull(LedgerVerifier.Verify(_folder.Database, SampleAgreement.Signed).Latest);
    }

    [Fact]
    public void Entries_that_another_key_signed_are_refused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        new LedgerLog(_folder.Database, SampleAgreement.Signed.Hash, stranger, _folder.Clock).Append(LedgerEntryKind.Released, new byte[] { 3 });
        Assert.Equal($"ledger entry 4: {Unsigned}", Refusal());
    }

    [Fact]
    public void A_ledger_that_begins_with_no_instance_is_refused()
    {
        using LedgerFolder rootless = new();
        rootless.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
        LedgerDamagedException damaged = Assert.Throws<LedgerDamagedException>(() => LedgerVerifier.Verify(rootless.Database, SampleAgreement.Signed));
        Assert.Equal("ledger entry 1: no instance began it", damaged.Message);
    }

    [Fact]
    public void An_instance_that_signs_for_itself_with_a_key_that_its_evidence_does_not_name_is_refused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        new LedgerLog(_folder.Database, SampleAgreement.Signed.Hash, stranger, _folder.Clock)
            .Append(LedgerEntryKind.Instance, SampleEvidence.For(SampleAgreement.Signed.Hash).Write());
        Assert.Equal($"ledger entry 4: {Unsigned}", Refusal());
    }

    [Fact]
    public void What_an_instance_left_unsigned_is_not_mended_by_the_next_ones_signature()
    {
        _folder.Database.Execute("DELETE FROM checkpoints WHERE size = 3");
        _folder.Log.Append(LedgerEntryKind.Instance, SampleEvidence.For(SampleAgreement.Signed.Hash).Write());
        Assert.Equal($"ledger entry 3: {Unsigned}", Refusal());
    }

    [Fact]
    public void An_instance_of_another_agreement_is_refused() =>
        AssertInstanceRefused(SampleEvidence.For(Digest256.Of("another agreement"u8)), "agreement");

    [Fact]
    public void An_instance_of_another_workload_is_refused()
    {
        SimulatedReport other = new SimulatedReport() with { HostData = Digest256.Of("another workload"u8) };
        AssertInstanceRefused(SampleEvidence.For(SampleAgreement.Signed.Hash, other), "host_data: ");
    }

    [Fact]
    public void Time_that_runs_backwards_is_refused()
    {
        RoomClock early = new();
        early.Set(SampleAgreement.Now.AddHours(-1), System.Diagnostics.Stopwatch.GetTimestamp());
        new LedgerLog(_folder.Database, SampleAgreement.Signed.Hash, LedgerFolder.Key, early).Append(LedgerEntryKind.Grant, new byte[] { 3 });
        Assert.Equal("ledger entry 4: time runs backwards", Refusal());
    }

    [Fact]
    public void Evidence_that_cannot_be_read_is_refused()
    {
        _folder.Log.Append(LedgerEntryKind.Instance, "{}"u8.ToArray());
        Assert.Equal("ledger entry 4: its evidence is unreadable", Refusal());
    }

    private void AssertInstanceRefused(Evidence evidence, string claim)
    {
        _folder.Log.Append(LedgerEntryKind.Instance, evidence.Write());
        string refusal = Refusal();
        Assert.StartsWith("ledger entry 4: its evidence is not acceptable: ", refusal, StringComparison.Ordinal);
        Assert.Contains(claim, refusal, StringComparison.OrdinalIgnoreCase);
    }

    private string Refusal() =>
        Assert.Throws<LedgerDamagedException>(() => LedgerVerifier.Verify(_folder.Database, SampleAgreement.Signed)).Message;
}
