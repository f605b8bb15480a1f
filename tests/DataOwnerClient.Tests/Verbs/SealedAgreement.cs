using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Drafting;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Verbs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>The health sample with keys of its own, signed by both parties, and a wrapper that needs no vault.</summary>
internal sealed class SealedAgreement : IDisposable
{
    private const string Measured = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    public SealedAgreement()
    {
        Hospital = PartyKeyFolder.OpenOrCreate(Shell.At("hospital"), PartyId.Parse("hospital"), "Anne");
        using PartyKeyFolder registry = PartyKeyFolder.OpenOrCreate(Shell.At("registry"), PartyId.Parse("registry"), "Registry");
        foreach (PartyKeyFolder party in new[] { Hospital, registry })
        {
            Files.Write(Shell.At($"{party.Id}.json"), PublicParty.Write(party.Public));
        }

        DraftChanges changes = new()
        {
            Parties = [Shell.At("hospital.json"), Shell.At("registry.json")],
            HostData = [Measured],
            KeyEncryptionKeys = [],
            Enclave = null,
            Expires = null,
        };
        Files.Write(Shell.At("draft.json"), changes.Apply(SampleAgreements.Find("health-research")!));
        Files.Write(Shell.At("one.cose"), Files.OpenDraft(Shell.At("draft.json")).Sign(Hospital.Signer));
        Files.Write(Shell.At("agreement.cose"), Files.OpenDraft(Shell.At("one.cose")).Sign(registry.Signer));
        Agreement = Files.OpenAgreement(Shell.At("agreement.cose"));
    }

    public Shell Shell { get; } = new();

    public SignedAgreement Agreement { get; }

    public PartyKeyFolder Hospital { get; }

    public DatasetTerms Stays => Agreement.Agreement.Datasets.Single(dataset => dataset.Owner == Hospital.Id);

    public DatasetEncryption Encryption(int version = 1) => new()
    {
        Agreement = Agreement,
        Terms = Stays,
        Owner = Hospital,
        Version = version,
        Folder = Shell.At("sealed"),
        DigitMoments = [],
        MaximumBadShare = 0.5,
        ConsentCutOff = DateTimeOffset.UtcNow,
    };

    public Task<DekWrapper> WrapperAsync()
    {
        using RSA kek = RSA.Create(2048);
        return Task.FromResult(new DekWrapper($"{Stays.KeyEncryptionKey}/1", kek));
    }

    public void Dispose()
    {
        Hospital.Dispose();
        Shell.Dispose();
    }
}
