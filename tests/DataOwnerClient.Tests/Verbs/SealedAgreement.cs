using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Verbs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>The health sample with keys of its own, signed by both parties through the verbs, and a wrapper that needs no vault.</summary>
internal sealed class SealedAgreement : IDisposable
{
    private const string Measured = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    public SealedAgreement()
    {
        Shell.Do("keys init --party hospital --name Anne --out hospital");
        Shell.Do("keys init --party registry --name Registry --out registry");
        Shell.Do($"agreement draft health-research --party hospital/party.public.json registry/party.public.json --host-data {Measured} --out draft.json");
        Shell.Do("agreement sign draft.json --keys hospital --out one.cose");
        Shell.Do("agreement sign one.cose --keys registry --out agreement.cose");
        Agreement = Files.OpenAgreement(Shell.At("agreement.cose"));
        Hospital = PartyKeyFolder.Open(Shell.At("hospital"));
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
