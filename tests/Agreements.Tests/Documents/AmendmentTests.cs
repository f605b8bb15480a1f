using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

/// <summary>What an amendment changes and when, and that it is believed in its place only.</summary>
public sealed class AmendmentTests
{
    [Fact]
    public void An_amended_agreement_keeps_its_hash_and_everything_but_host_data_and_keys()
    {
        SignedAgreement before = SampleAgreement.Signed;
        SignedAgreement after = SampleAmendment.Amended;
        Assert.Equal(before.Hash, after.Hash);
        Assert.Equal([SampleAmendment.New, SampleAmendment.Old], after.Agreement.Enclave.HostData);
        Assert.Equal([SampleAmendment.New], after.LastingHostData);
        Assert.Equal("https://publisher.vault.example/keys/feeds-2", after.Agreement.FindDataset(SampleAgreement.Feeds)!.KeyEncryptionKey.OriginalString);
        Assert.Equal(before.Agreement.FindDataset(SampleAgreement.Ads), after.Agreement.FindDataset(SampleAgreement.Ads));
        Assert.Equal(
            before.Agreement with { Enclave = after.Agreement.Enclave, Datasets = after.Agreement.Datasets },
            after.Agreement);
        Assert.Empty(before.Amendments);
    }

    [Fact]
    public void Each_host_data_value_is_accepted_from_its_amendment_on_and_up_to_its_end()
    {
        SignedAgreement amended = SampleAmendment.Amended;
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.Equal([SampleAmendment.Old], At(SampleAmendment.IssuedAt - second));
        Assert.Equal([SampleAmendment.New, SampleAmendment.Old], At(SampleAmendment.IssuedAt));
        Assert.Equal([SampleAmendment.New, SampleAmendment.Old], At(SampleAmendment.OldUntil - second));
        Assert.Equal([SampleAmendment.New], At(SampleAmendment.OldUntil));
        Assert.Equal([SampleAmendment.New], At(SampleAgreement.Expires - second));
        Assert.Empty(At(SampleAgreement.Expires));

        IEnumerable<Digest256> At(DateTimeOffset time) =>
            amended.ReferenceValuesAt(time).HostData.OrderBy(value => value == SampleAmendment.Old);
    }

    [Fact]
    public void What_may_run_may_do_so_until_the_earliest_end_that_is_set_to_it()
    {
        Assert.Equal(SampleAgreement.Expires, SampleAgreement.Signed.AcceptedUntil(SampleAmendment.Old, SampleAgreement.Now));
        Assert.Null(SampleAgreement.Signed.AcceptedUntil(SampleAmendment.New, SampleAgreement.Now));
        Assert.Null(SampleAgreement.Signed.AcceptedUntil(SampleAmendment.Old, SampleAgreement.Expires));

        SignedAgreement amended = SampleAmendment.Amended;
        Assert.Equal(SampleAmendment.OldUntil, amended.AcceptedUntil(SampleAmendment.Old, SampleAmendment.IssuedAt));
        Assert.Equal(SampleAmendment.OldUntil, amended.AcceptedUntil(SampleAmendment.Old, SampleAmendment.OldUntil.AddSeconds(-1)));
        Assert.Null(amended.AcceptedUntil(SampleAmendment.Old, SampleAmendment.OldUntil));
        Assert.Equal(SampleAgreement.Expires, amended.AcceptedUntil(SampleAmendment.New, SampleAmendment.IssuedAt));

        // An amendment that is held and dated later ends it at its date already.
        SignedAgreement twice = SampleAmendment.Apply(amended, SampleAmendment.Second);
        Assert.Equal(SampleAmendment.Second.IssuedAt, twice.AcceptedUntil(SampleAmendment.Old, SampleAmendment.IssuedAt));
        Assert.Equal(SampleAmendment.Second.IssuedAt, twice.AcceptedUntil(SampleAmendment.Old, SampleAmendment.Second.IssuedAt.AddSeconds(-1)));
        Assert.Null(twice.AcceptedUntil(SampleAmendment.Old, SampleAmendment.Second.IssuedAt));
        Assert.Equal(SampleAmendment.OldUntil, amended.AcceptedUntil(SampleAmendment.Old, SampleAmendment.IssuedAt.AddSeconds(-1)));
    }

    [Fact]
    public void The_newest_amendment_is_named_by_its_hash_and_the_older_ones_are_held()
    {
        SignedAgreement twice = SampleAmendment.Apply(SampleAmendment.Amended, SampleAmendment.Second);
        Assert.Equal(SampleAgreement.Signed.Hash, SampleAgreement.Signed.Newest);
        Assert.Equal(twice.Amendments[1].Hash, twice.Newest);
        Assert.All(new[] { SampleAgreement.Signed.Newest, SampleAmendment.Amended.Newest, twice.Newest }, newest => Assert.True(twice.Holds(newest)));
        Assert.False(SampleAmendment.Amended.Holds(twice.Newest));
        Assert.False(SampleAgreement.Signed.Holds(default));
    }

    [Fact]
    public void What_a_later_amendment_leaves_out_ends_when_it_is_issued()
    {
        SignedAgreement twice = SampleAmendment.Apply(SampleAmendment.Amended, SampleAmendment.Second);
        Assert.Contains(SampleAmendment.Old, twice.ReferenceValuesAt(SampleAmendment.Second.IssuedAt.AddSeconds(-1)).HostData);
        Assert.DoesNotContain(SampleAmendment.Old, twice.ReferenceValuesAt(SampleAmendment.Second.IssuedAt).HostData);

        // The key that the first amendment named stays, and both are known.
        Assert.EndsWith("/feeds-2", twice.Agreement.FindDataset(SampleAgreement.Feeds)!.KeyEncryptionKey.OriginalString, StringComparison.Ordinal);
        Assert.Equal(
            [SampleAgreement.Valid.FindDataset(SampleAgreement.Feeds)!.KeyEncryptionKey, SampleAmendment.Valid.Keys[0].KeyEncryptionKey],
            twice.KeyEncryptionKeysOf(SampleAgreement.Feeds));
        Assert.Single(twice.KeyEncryptionKeysOf(SampleAgreement.Ads));
        Assert.Empty(twice.KeyEncryptionKeysOf(DatasetId.Parse("nobodys")));
    }

    [Fact]
    public void A_key_that_is_taken_again_is_the_one_of_now()
    {
        Uri first = SampleAgreement.Valid.FindDataset(SampleAgreement.Feeds)!.KeyEncryptionKey;
        SignedAgreement back = SampleAmendment.Apply(
            SampleAmendment.Amended, SampleAmendment.Second with { Keys = [new AmendedKey { Dataset = SampleAgreement.Feeds, KeyEncryptionKey = first }] });
        Assert.Equal([SampleAmendment.Valid.Keys[0].KeyEncryptionKey, first], back.KeyEncryptionKeysOf(SampleAgreement.Feeds));
    }

    [Fact]
    public void The_file_holds_agreement_and_amendments_one_behind_the_other()
    {
        SignedAgreement twice = SampleAmendment.Apply(SampleAmendment.Amended, SampleAmendment.Second);
        SignedAgreement read = SampleAgreement.Open(twice.Encoded.ToArray());
        Assert.Equal([1, 2], read.Amendments.Select(amendment => amendment.Amendment.Sequence));
        Assert.Equal(twice.Agreement.Enclave.HostData, read.Agreement.Enclave.HostData);
        Assert.Equal(twice.Encoded.ToArray(), read.Encoded.ToArray());
    }

    [Fact]
    public void A_draft_is_signed_by_party_after_party_and_says_who_is_missing()
    {
        SignedAgreement agreement = SampleAgreement.Signed;
        Assert.True(AmendmentDraft.TryOpenJson(SampleAmendment.Valid.WriteJson(), agreement, out AmendmentDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        Assert.Equal([SampleAgreement.Publisher, SampleAgreement.Advertiser], draft.Missing);
        using Cose.CoseSigner publisher = SignerOf("publisher");
        byte[] once = draft.Sign(publisher);
        Assert.True(AmendmentDraft.TryOpenSigned(once, agreement, out draft, out refusal), refusal?.ToString());
        Assert.Equal([SampleAgreement.Advertiser], draft.Missing);
        Assert.Throws<ArgumentException>(() => draft.Sign(publisher));
        using Cose.CoseSigner stranger = SignerOf("stranger");
        Assert.Throws<ArgumentException>(() => draft.Sign(stranger));
        Assert.False(agreement.TryAmend(once, out _, out refusal));
        Assert.Equal("SignatureMissing: amendment 1 is not signed by advertiser", refusal.ToString());

        using Cose.CoseSigner advertiser = SignerOf("advertiser");
        Assert.True(agreement.TryAmend(draft.Sign(advertiser), out SignedAgreement? amended, out refusal), refusal?.ToString());
        Assert.Equal(draft.Hash, amended.Amendments[0].Hash);
    }

    [Fact]
    public void One_that_is_older_the_same_another_in_its_place_or_after_a_gap_is_out_of_order()
    {
        SignedAgreement once = SampleAmendment.Amended;
        SignedAgreement twice = SampleAmendment.Apply(once, SampleAmendment.Second);
        IsOutOfOrder(twice, SampleAmendment.Valid, "it is amendment 1, and the agreement was amended 2 times already");
        IsOutOfOrder(once, SampleAmendment.Valid, "it is amendment 1, and the agreement was amended 1 times already");
        IsOutOfOrder(once, SampleAmendment.Valid with { Reason = "Another one." }, "it is amendment 1, and the agreement was amended 1 times already");
        IsOutOfOrder(SampleAgreement.Signed, SampleAmendment.Second, "it is amendment 2, and amendment 1 is missing");
        IsOutOfOrder(once, SampleAmendment.Second with { Previous = Digest256.Of("another first"u8) }, "which is not what this agreement held before it");
        IsOutOfOrder(once, SampleAmendment.Second with { IssuedAt = SampleAmendment.IssuedAt }, "it is not issued later than the amendment before");
    }

    [Fact]
    public void A_file_whose_amendments_were_exchanged_or_stand_twice_is_refused()
    {
        byte[] agreement = SampleAgreement.Signed.Encoded.ToArray();
        byte[] first = SampleAmendment.Sign(SampleAmendment.Valid);
        byte[] second = SampleAmendment.Sign(SampleAmendment.Second);
        Assert.Equal(DocumentFailure.OutOfOrder, Refusal([.. agreement, .. second, .. first]));
        Assert.Equal(DocumentFailure.OutOfOrder, Refusal([.. agreement, .. first, .. first]));
        Assert.Equal(DocumentFailure.WrongContentType, Refusal([.. agreement, .. agreement]));
        Assert.Equal(DocumentFailure.WrongContentType, Refusal([.. first, .. agreement]));
        Assert.Equal(DocumentFailure.MalformedCose, Refusal([.. agreement, .. first[..^1]]));
        Assert.Equal(DocumentFailure.MalformedCose, Refusal([.. agreement, .. first, 0xff]));
        Assert.Equal(DocumentFailure.SignatureMissing, Refusal([.. agreement, .. SampleAmendment.Sign(SampleAmendment.Valid, "publisher"), .. second]));
    }

    [Fact]
    public void Its_explanation_says_what_is_new_what_stays_and_what_ends()
    {
        string first = AmendmentExplanation.Write(SampleAmendment.Valid, SampleAgreement.Signed);
        Assert.Contains($"NEW {SampleAmendment.New}: may run until the agreement ends", first, StringComparison.Ordinal);
        Assert.Contains($"STAYS {SampleAmendment.Old}: may run until 2026-07-02 12:00:00 UTC; close what you granted to it before", first, StringComparison.Ordinal);
        Assert.Contains("feeds: its keys are wrapped under https://publisher.vault.example/keys/feeds-2 from now on", first, StringComparison.Ordinal);
        string second = AmendmentExplanation.Write(SampleAmendment.Second, SampleAmendment.Amended);
        Assert.Contains($"ENDS NOW {SampleAmendment.Old}", second, StringComparison.Ordinal);
        Assert.Contains("What was spent stays spent.", second, StringComparison.Ordinal);
    }

    private static void IsOutOfOrder(SignedAgreement agreement, Amendment amendment, string detail)
    {
        Assert.False(agreement.TryAmend(SampleAmendment.Sign(amendment), out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.OutOfOrder, refusal.Reason);
        Assert.Contains(detail, refusal.Detail, StringComparison.Ordinal);
    }

    private static DocumentFailure Refusal(byte[] encoded) => SignedAgreement.TryOpen(encoded, out _, out DocumentRefusal? refusal) ? DocumentFailure.None : refusal.Reason;

    private static Cose.CoseSigner SignerOf(string name) => Cose.CoseSigner.FromEcdsa(TestKey.Signing(name));
}
