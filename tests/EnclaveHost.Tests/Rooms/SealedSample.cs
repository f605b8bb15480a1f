using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>A small table, encrypted and vouched for as its owner's client would, under a published key.</summary>
internal sealed class SealedSample
{
    private SealedSample(byte[] ciphertext, Manifest manifest, string owner, IReadOnlyList<byte[]> wrappedKeys)
    {
        Ciphertext = ciphertext;
        Manifest = manifest;
        WrappedKeys = wrappedKeys;
        Signed = SampleDocuments.Open<Manifest>(SampleDocuments.Sign(manifest, owner));
    }

    public static RSA OwnersKey => TestOnlyKey.TokenSigning;

    /// <summary>The share of every sample whose dataset has dual release.</summary>
    public static KeyShare OwnersShare { get; } = KeyShare.From([.. Enumerable.Range(0, KeyShare.Size).Select(i => (byte)i)]);

    public byte[] Ciphertext { get; }

    public Manifest Manifest { get; }

    /// <summary>Of the footer first, then of the columns.</summary>
    public IReadOnlyList<byte[]> WrappedKeys { get; }

    public SignedDocument<Manifest> Signed { get; }

    public static SealedSample Feeds(int version = 1) => Seal(SampleDatasets.FeedsTerms, version);

    public static SealedSample Ads(int version = 1, params Column[] others) => Seal(SampleDatasets.AdsTerms, version, others);

    private static SealedSample Seal(DatasetTerms terms, int version, params Column[] others)
    {
        Table table = new(terms.Columns.Select(column => others.FirstOrDefault(other => other.Name == column.Name) ?? Fill(column)));
        KeyShare? share = terms.DualRelease ? OwnersShare : null;
        using DekWrapper wrapper = new($"{terms.KeyEncryptionKey}/1", OwnersKey);
        (SecretKey footerKey, byte[] footerMetadata, byte[] footerWrapped) = MakeKey(wrapper, share);
        Dictionary<string, (SecretKey Key, byte[] Metadata, byte[] Wrapped)> keys = table.Columns.ToDictionary(column => column.Name, _ => MakeKey(wrapper, share));
        ParquetWriterOptions options = new()
        {
            Encryption = new FileEncryption
            {
                FooterKey = footerKey,
                FooterKeyMetadata = footerMetadata,
                AadPrefix = DatasetBinding.AadPrefix(SampleAgreement.Signed.Hash, terms.Id, version),
                ColumnKeys = keys.ToDictionary(pair => pair.Key, pair => new ColumnKey(pair.Value.Key, pair.Value.Metadata)),
            },
        };
        using MemoryStream stream = new();
        WrittenFile written = ParquetWriter.Write(stream, table, options);
        Manifest manifest = SampleDocuments.Manifest with
        {
            Dataset = terms.Id,
            Version = version,
            SchemaDigest = DatasetBinding.SchemaDigest(table.Schema.Select(field => (field.Name, field.Type.ToString()))),
            FileLength = written.Length,
            FooterDigest = new Digest256(written.FooterDigest.Span),
            Release = share is null ? new VaultRelease() : new DualRelease { ShareDigest = share.Digest },
            FooterKeyDigest = Digest256.Of(footerWrapped),
            Columns = [.. written.ColumnDigests.Select(column => new ManifestColumn
            {
                Name = column.Key,
                Digest = new Digest256(column.Value.Span),
                KeyDigest = Digest256.Of(keys[column.Key].Wrapped),
            })],
        };
        return new SealedSample(stream.ToArray(), manifest, terms.Owner.ToString(), [footerWrapped, .. keys.Values.Select(key => key.Wrapped)]);
    }

    private static Column Fill(ColumnTerms column) => column.Type switch
    {
        EnclaveCleanRoom.Agreements.ColumnType.Boolean => new BooleanColumn(column.Name, [true, false, true]),
        EnclaveCleanRoom.Agreements.ColumnType.Int64 => new Int64Column(column.Name, [1, 0, 1]),
        EnclaveCleanRoom.Agreements.ColumnType.Double => new DoubleColumn(column.Name, [1.5, 0, 2.5]),
        EnclaveCleanRoom.Agreements.ColumnType.Timestamp => new TimestampColumn(column.Name, [1, 2, 3]),
        EnclaveCleanRoom.Agreements.ColumnType.Date => new DateColumn(column.Name, [1, 2, 3]),
        _ => new StringColumn(column.Name, "a", "b", "c"),
    };

    private static (SecretKey Key, byte[] Metadata, byte[] Wrapped) MakeKey(DekWrapper wrapper, KeyShare? share)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(32);
        byte[] wrapped = share is null ? wrapper.Wrap(bytes) : wrapper.Wrap(bytes, share);
        return (new SecretKey(bytes), new KeyMaterial { MasterKeyId = wrapper.KeyId, WrappedDek = Convert.ToBase64String(wrapped) }.Write(), wrapped);
    }
}
