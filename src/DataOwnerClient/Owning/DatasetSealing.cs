using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>
/// Encrypts a table on the owner's machine: every column under a key of its own, every key wrapped by the owner's
/// key-encryption key, and with dual release by the owner's share before, the whole bound to agreement, dataset and version; and signs a manifest over it.
/// </summary>
internal static class DatasetSealing
{
    private const int KeySize = 32;

    internal static SealedDataset Seal(
        SignedAgreement agreement, DatasetTerms terms, int version, Table table, DateTimeOffset consentCutOff,
        DekWrapper wrapper, PartyKeyFolder owner, string path)
    {
        using KeyShare? share = terms.DualRelease ? new ShareFolder(owner, agreement.Hash).OpenOrCreate(terms.Id) : null;
        using KeyFactory keys = new(wrapper, share);
        (SecretKey footerKey, byte[] footerMetadata, Digest256 footerDigest) = keys.Make(isFooter: true);
        Dictionary<string, ColumnKey> columnKeys = [];
        Dictionary<string, Digest256> keyDigests = [];
        foreach (string column in table.Schema.Select(field => field.Name))
        {
            (SecretKey key, byte[] metadata, Digest256 digest) = keys.Make(isFooter: false);
            columnKeys.Add(column, new ColumnKey(key, metadata));
            keyDigests.Add(column, digest);
        }

        ParquetWriterOptions options = new()
        {
            Encryption = new FileEncryption
            {
                FooterKey = footerKey,
                FooterKeyMetadata = footerMetadata,
                AadPrefix = DatasetBinding.AadPrefix(agreement.Hash, terms.Id, version),
                ColumnKeys = columnKeys,
            },
        };
        WrittenFile? written = null;
        AtomicFile.Write(path, stream => written = ParquetWriter.Write(stream, table, options));
        Manifest manifest = new()
        {
            Format = Manifest.CurrentFormat,
            Agreement = agreement.Hash,
            Dataset = terms.Id,
            Version = version,
            CreatedAt = Seconds(DateTimeOffset.UtcNow),
            ConsentCutOff = Seconds(consentCutOff),
            SchemaDigest = DatasetBinding.SchemaDigest(table.Schema.Select(field => (field.Name, field.Type.ToString()))),
            FileLength = written!.Length,
            FooterDigest = new Digest256(written.FooterDigest.Span),
            FooterKeyDigest = footerDigest,
            Release = share is null ? new VaultRelease() : new DualRelease { ShareDigest = share.Digest },
            Columns = [.. written.ColumnDigests.Select(column => new ManifestColumn
            {
                Name = column.Key,
                Digest = new Digest256(column.Value.Span),
                KeyDigest = keyDigests[column.Key],
            })],
        };
        return new SealedDataset(path, manifest, SignedDocument.Sign(manifest, owner.Signer));
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>Makes data keys and lets go of all of them together.</summary>
    private sealed class KeyFactory(DekWrapper wrapper, KeyShare? share) : IDisposable
    {
        private readonly List<SecretKey> _made = [];

        internal (SecretKey Key, byte[] Metadata, Digest256 WrappedDigest) Make(bool isFooter)
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(KeySize);
            try
            {
                byte[] wrapped = share is null ? wrapper.Wrap(bytes) : wrapper.Wrap(bytes, share);
                KeyMaterial material = new()
                {
                    IsFooterKey = isFooter,
                    KmsInstanceId = isFooter ? "azure-key-vault" : null,
                    KmsInstanceUrl = isFooter ? new Uri(wrapper.KeyId).GetLeftPart(UriPartial.Authority) : null,
                    MasterKeyId = wrapper.KeyId,
                    WrappedDek = Convert.ToBase64String(wrapped),
                };
                SecretKey key = new(bytes);
                _made.Add(key);
                return (key, material.Write(), Digest256.Of(wrapped));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        public void Dispose()
        {
            foreach (SecretKey key in _made)
            {
                key.Dispose();
            }
        }
    }
}
