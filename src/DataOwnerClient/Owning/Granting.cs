using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Grants an appraised instance a budget. There is no way to grant to an instance that was not appraised.</summary>
internal static class Granting
{
    internal static byte[] Grant(
        SignedAgreement agreement,
        PartyKeyFolder owner,
        AttestationResult instance,
        IReadOnlyList<SealedDataset> datasets,
        IReadOnlyList<GrantedBudget> budgets,
        LedgerHead seenHead,
        TimeSpan lifetime)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Grant grant = new()
        {
            Format = Agreements.Grant.CurrentFormat,
            Agreement = agreement.Hash,
            Id = GrantId.Parse($"g-{Guid.NewGuid():n}"),
            Owner = owner.Id,
            Instance = new InstanceIdentity
            {
                SigningKey = instance.InstanceId,
                WrappingKey = instance.RuntimeClaims.WrappingKey.Thumbprint,
                TlsKey = instance.RuntimeClaims.TlsKey,
            },
            HostData = instance.Report.Report.HostData,
            Datasets = [.. datasets.Select(dataset => new GrantedDataset
            {
                Dataset = dataset.Manifest.Dataset,
                Version = dataset.Manifest.Version,
                Manifest = DigestOf(dataset, agreement),
            })],
            LedgerHead = seenHead,
            Budgets = budgets,
            IssuedAt = now,
            Expires = now + lifetime,
        };
        return SignedDocument.Sign(grant, owner.Signer);
    }

    private static Digest256 DigestOf(SealedDataset dataset, SignedAgreement agreement) =>
        SignedDocument.TryOpen(dataset.SignedManifest, agreement, out SignedDocument<Manifest>? manifest, out DocumentRefusal? refusal)
            ? manifest.Digest
            : throw new ClientException($"The manifest of {dataset.Manifest.Dataset} is not accepted: {refusal}");
}
