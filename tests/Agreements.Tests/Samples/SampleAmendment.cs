using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>The first amendment of <see cref="SampleAgreement"/>: a new workload, the old one for a month yet, and another key.</summary>
internal static class SampleAmendment
{
    public static Digest256 Old { get; } = new SimulatedReport().HostData;

    public static Digest256 New { get; } = Digest256.Of("the new workload"u8);

    public static DateTimeOffset IssuedAt { get; } = SampleAgreement.Now.AddDays(1);

    public static DateTimeOffset OldUntil { get; } = IssuedAt.AddDays(30);

    public static Amendment Valid { get; } = new()
    {
        Format = Amendment.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Sequence = 1,
        Previous = SampleAgreement.Signed.Hash,
        Reason = "A new version of the room.",
        HostData = [new AmendedMeasurement { HostData = New, Until = SampleAgreement.Expires }, new AmendedMeasurement { HostData = Old, Until = OldUntil }],
        Keys = [new AmendedKey { Dataset = SampleAgreement.Feeds, KeyEncryptionKey = new Uri("https://publisher.vault.example/keys/feeds-2") }],
        IssuedAt = IssuedAt,
    };

    public static byte[] Sign(Amendment amendment, params string[] names) =>
        TestMessage.Sign(amendment.WriteJson(), Amendment.ContentType, names.Length == 0 ? ["publisher", "advertiser"] : names);

    public static SignedAgreement Apply(SignedAgreement agreement, Amendment amendment)
    {
        Assert.True(agreement.TryAmend(Sign(amendment), out SignedAgreement? amended, out DocumentRefusal? refusal), refusal?.ToString());
        return amended;
    }

    public static SignedAgreement Amended { get; } = Apply(SampleAgreement.Signed, Valid);

    /// <summary>The amendment after <see cref="Valid"/>: the old workload ends.</summary>
    public static Amendment Second { get; } = Valid with
    {
        Sequence = 2,
        Previous = Amended.Amendments[0].Hash,
        Reason = "The old version ends early.",
        HostData = [Valid.HostData[0]],
        Keys = [],
        IssuedAt = IssuedAt.AddDays(1),
    };
}
