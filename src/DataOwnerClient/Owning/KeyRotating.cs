using System.Security.Cryptography;
using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>
/// Gives a sealed file's data keys another wrapping: a new version of the key is made in the vault, the vault unwraps each data key under
/// the old version, it is wrapped under the new one, and the owner signs the list. Neither the file nor its manifest is touched.
/// </summary>
/// <remarks>Every step can be repeated: a new version that an interrupted rotation left behind is taken, and not made again.</remarks>
internal sealed class KeyRotating(SignedAgreement agreement, PartyKeyFolder owner, TokenCredential credential)
{
    private const int LargestKey = 40;

    /// <summary>What became of one sealed file.</summary>
    /// <param name="Rotation">The signed list.</param>
    /// <param name="OldVersion">The version under which its keys were wrapped until now.</param>
    /// <param name="NewVersion">The version under which they are wrapped from now on.</param>
    internal sealed record Rotated(byte[] Rotation, string OldVersion, string NewVersion);

    /// <summary>Rotates the keys of one sealed file.</summary>
    /// <param name="data">The sealed file.</param>
    /// <param name="previous">The rotation before, or null for the first.</param>
    /// <param name="cancellationToken">Gives up between two keys; nothing is written then.</param>
    /// <exception cref="ClientException">The vault refuses, or the file is not the manifest's.</exception>
    internal async Task<Rotated> RotateAsync(SealedDataset data, KeyRotation? previous, CancellationToken cancellationToken)
    {
        DatasetTerms terms = agreement.Agreement.FindDataset(data.Manifest.Dataset)!;
        await using FileStream file = File.OpenRead(data.Path);
        EncryptedFooter footer = ReadFooter(file, data);
        KeyMaterial material = MaterialOf(footer.FooterKeyMetadata.Span, data.Path);
        string old = previous?.KeyVersion ?? material.MasterKeyId!.Split('/')[^1];
        Uri oldKey = await KeyEncryptionKeys.FindAsync(agreement, terms.Id, old, credential, cancellationToken);
        using KeyVaultClient vault = KeyEncryptionKeys.Connect(agreement, oldKey, credential);
        string name = KeyEncryptionKeys.NameOf(oldKey);
        KeyVaultKey current = await NextKeyVersion.TakeAsync(agreement, terms, (oldKey, old), credential, cancellationToken);
        using DekWrapper wrapper = current.CreateWrapper();
        using KeyShare? share = data.Manifest.Release is DualRelease ? new ShareFolder(owner, agreement.Hash).Open(terms.Id) : null;
        List<RotatedKey> keys = [];
        SecretKey footerKey = await RewrapAsync(vault, name, old, wrapper, WrappedOf(material, data.Path), previous, share, keys, cancellationToken);
        foreach (byte[] metadata in ColumnKeysOf(file, footer, footerKey, data))
        {
            (await RewrapAsync(vault, name, old, wrapper, WrappedOf(MaterialOf(metadata, data.Path), data.Path), previous, share, keys, cancellationToken)).Dispose();
        }

        KeyRotation rotation = new()
        {
            Format = KeyRotation.CurrentFormat,
            Agreement = agreement.Hash,
            Dataset = data.Manifest.Dataset,
            Manifest = DigestOf(data),
            Sequence = (previous?.Sequence ?? 0) + 1,
            KeyVersion = current.Version,
            Keys = keys,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()),
        };
        return new Rotated(SignedDocument.Sign(rotation, owner.Signer), old, current.Version);
    }

    /// <summary>Disables the version that nothing is wrapped under any more.</summary>
    internal async Task DisableAsync(DatasetTerms terms, string version, CancellationToken cancellationToken)
    {
        Uri key = await KeyEncryptionKeys.FindAsync(agreement, terms.Id, version, credential, cancellationToken);
        using KeyVaultClient vault = KeyEncryptionKeys.Connect(agreement, key, credential);
        KeyEncryptionKeys.Require(
            await vault.SetEnabledAsync(KeyEncryptionKeys.NameOf(key), version, isEnabled: false, cancellationToken), $"Version {version} was not disabled");
    }

    /// <summary>Unwraps one key as it is wrapped now and wraps it anew.</summary>
    /// <returns>The data key itself.</returns>
    private static async Task<SecretKey> RewrapAsync(
        KeyVaultClient vault, string name, string old, DekWrapper wrapper, byte[] wrappedInFile, KeyRotation? previous, KeyShare? share, List<RotatedKey> keys, CancellationToken cancellationToken)
    {
        Digest256 digest = Digest256.Of(wrappedInFile);
        byte[] wrapped = previous is null ? wrappedInFile : previous.Find(digest) ?? throw new ClientException("The rotation before lacks a key of the file. Delete it and rotate again.");
        using UnwrappedKey key = KeyEncryptionKeys.Require(await vault.UnwrapAsync(name, old, wrapped, cancellationToken), $"A data key was not unwrapped by version {old}");
        keys.Add(new RotatedKey { KeyDigest = digest, Wrapped = key.WrapUnder(wrapper) });
        return DataKeyOf(key, share);
    }

    /// <summary>With dual release the vault gives back what is still wrapped under the share.</summary>
    private static SecretKey DataKeyOf(UnwrappedKey key, KeyShare? share)
    {
        byte[] bytes = new byte[LargestKey];
        byte[] dek = new byte[LargestKey];
        try
        {
            key.CopyTo(bytes);
            ReadOnlySpan<byte> unwrapped = bytes.AsSpan(0, key.Length);
            return share is null ? new SecretKey(unwrapped)
                : share.TryUnwrap(unwrapped, dek, out int length) ? new SecretKey(dek.AsSpan(0, length))
                : throw new ClientException("A data key does not unwrap with your share: it is not the one that the file was sealed with. Restore your key folder from its backup.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(dek);
        }
    }

    private static EncryptedFooter ReadFooter(FileStream file, SealedDataset data) =>
        EncryptedFooter.TryRead(file, out EncryptedFooter? footer, out ParquetFailure? failure) && data.Manifest.FooterDigest.FixedTimeEquals(footer.FooterDigest.Span)
            ? footer
            : throw new ClientException($"{data.Path} is not the file of its manifest: {failure?.ToString() ?? "its footer is another"}. Nothing was rotated.");

    /// <summary>The key metadata of every column. It lies in the encrypted footer, whose key is taken over and zeroed here.</summary>
    private List<byte[]> ColumnKeysOf(FileStream file, EncryptedFooter footer, SecretKey footerKey, SealedDataset data)
    {
        using KeyRing ring = new();
        ring.Add(footer.FooterKeyMetadata.Span, footerKey);
        byte[] prefix = DatasetBinding.AadPrefix(agreement.Hash, data.Manifest.Dataset, data.Manifest.Version);
        return ParquetFile.TryOpen(file, footer, ParquetReaderOptions.Encrypted(ring, AadPrefix.Exactly(prefix)), out ParquetFile? parquet, out ParquetFailure? failure)
            ? [.. data.Manifest.Columns.Select(column => parquet.KeyMetadataOf(column.Name)?.ToArray() ?? throw new ClientException($"{data.Path}: column '{column.Name}' has no key."))]
            : throw new ClientException($"{data.Path}: {failure}");
    }

    private static KeyMaterial MaterialOf(ReadOnlySpan<byte> metadata, string path) =>
        KeyMaterial.TryParse(metadata, out KeyMaterial? material, out KeyMaterialFailure failure) && material.MasterKeyId is not null && material.WrappedDek is not null
            ? material
            : throw new ClientException($"{path}: key metadata is unreadable: {failure}.");

    private static byte[] WrappedOf(KeyMaterial material, string path)
    {
        byte[] wrapped = new byte[material.WrappedDek!.Length];
        return Convert.TryFromBase64String(material.WrappedDek, wrapped, out int length) ? wrapped[..length] : throw new ClientException($"{path}: a wrapped key is no base64.");
    }

    private Digest256 DigestOf(SealedDataset data) =>
        SignedDocument.TryOpen(data.SignedManifest, agreement, out SignedDocument<Manifest>? manifest, out DocumentRefusal? refusal)
            ? manifest.Digest
            : throw new ClientException($"The manifest of {data.Manifest.Dataset} is not accepted: {refusal}");
}
