using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;

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
            Amendment = agreement.Newest,
            Id = GrantId.Parse($"g-{Guid.NewGuid():n}"),
            Owner = owner.Id,
            Instance = new InstanceIdentity
            {
                SigningKey = instance.InstanceId,
                WrappingKey = instance.RuntimeClaims.WrappingKey.Thumbprint,
                TlsKey = instance.RuntimeClaims.TlsKey,
            },
            HostData = instance.Report.Report.HostData,
            Datasets = [.. datasets.Select(dataset => Reference(dataset, agreement))],
            Shares = [.. datasets.Where(dataset => dataset.Manifest.Release is DualRelease).Select(dataset => Share(agreement, owner, instance, dataset.Manifest))],
            LedgerHead = seenHead,
            Budgets = budgets,
            IssuedAt = now,
            Expires = Ending(agreement, instance, now, lifetime),
        };
        return SignedDocument.Sign(grant, owner.Signer);
    }

    /// <summary>A dataset as a grant names it.</summary>
    /// <exception cref="ClientException">Its manifest is not one of the agreement.</exception>
    internal static GrantedDataset Reference(SealedDataset dataset, SignedAgreement agreement) => new()
    {
        Dataset = dataset.Manifest.Dataset,
        Version = dataset.Manifest.Version,
        Manifest = DigestOf(dataset, agreement),
    };

    /// <summary>A grant ends with the image that it is for: an amendment cannot take back what a running room holds.</summary>
    private static DateTimeOffset Ending(SignedAgreement agreement, AttestationResult instance, DateTimeOffset now, TimeSpan lifetime)
    {
        Digest256 hostData = instance.Report.Report.HostData;
        DateTimeOffset until = agreement.AcceptedUntil(hostData, now)
            ?? throw new ClientException($"What measures as {hostData} may not run any more under this agreement and its amendments, so nothing is granted to it.");
        return until < now + lifetime ? until : now + lifetime;
    }

    /// <summary>Seals the owner's share to the instance that was appraised, and to no other.</summary>
    private static GrantedShare Share(SignedAgreement agreement, PartyKeyFolder owner, AttestationResult instance, Manifest manifest)
    {
        ShareFolder folder = new(owner, agreement.Hash);
        using KeyShare share = folder.Open(manifest.Dataset);
        if (manifest.Release is not DualRelease release || share.Digest != release.ShareDigest)
        {
            throw new ClientException($"{folder.PathOf(manifest.Dataset)} is not the share with which version {manifest.Version} of '{manifest.Dataset}' was sealed. Restore your key folder from its backup; or encrypt the table again as a new version.");
        }

        using RSA wrapping = instance.RuntimeClaims.WrappingKey.ToRsa();
        return new GrantedShare
        {
            Dataset = manifest.Dataset,
            Sealed = share.SealTo(wrapping, DatasetBinding.ShareContext(agreement.Hash, instance.InstanceId, manifest.Dataset, manifest.Version)),
        };
    }

    private static Digest256 DigestOf(SealedDataset dataset, SignedAgreement agreement) =>
        SignedDocument.TryOpen(dataset.SignedManifest, agreement, out SignedDocument<Manifest>? manifest, out DocumentRefusal? refusal)
            ? manifest.Digest
            : throw new ClientException($"The manifest of {dataset.Manifest.Dataset} is not accepted: {refusal}");
}
