using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Keys;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Signs agreements, by all parties or by some.</summary>
internal static class AgreementSigning
{
    /// <summary>The encoded agreement with the signatures of <paramref name="parties"/>, complete or not.</summary>
    internal static byte[] Encode(Agreement agreement, params ReadOnlySpan<PartyKeyFolder> parties)
    {
        Assert.True(AgreementDraft.TryOpenJson(AgreementDraft.WriteJson(agreement), out AgreementDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        byte[] encoded = draft.Sign(parties[0].Signer);
        foreach (PartyKeyFolder party in parties[1..])
        {
            Assert.True(AgreementDraft.TryOpenSigned(encoded, out draft, out refusal), refusal?.ToString());
            encoded = draft.Sign(party.Signer);
        }

        return encoded;
    }

    internal static SignedAgreement Sign(Agreement agreement, params ReadOnlySpan<PartyKeyFolder> parties)
    {
        Assert.True(SignedAgreement.TryOpen(Encode(agreement, parties), out SignedAgreement? signed, out DocumentRefusal? refusal), refusal?.ToString());
        return signed;
    }
}
