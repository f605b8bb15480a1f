using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>The keys of a sealed sample, wrapped once more under the same published key as under another version of it.</summary>
internal static class SampleRotation
{
    public static SignedDocument<KeyRotation> Of(
        SealedSample sample, string version, Func<IReadOnlyList<RotatedKey>, IReadOnlyList<RotatedKey>>? change = null, int sequence = 1)
    {
        List<RotatedKey> keys = [.. sample.WrappedKeys.Select(wrapped => new RotatedKey
        {
            KeyDigest = Attestation.Digest256.Of(wrapped),
            Wrapped = SealedSample.OwnersKey.Encrypt(SealedSample.OwnersKey.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256), RSAEncryptionPadding.OaepSHA256),
        })];
        KeyRotation rotation = new()
        {
            Format = KeyRotation.CurrentFormat,
            Agreement = SampleAgreement.Signed.Hash,
            Dataset = sample.Manifest.Dataset,
            Manifest = sample.Signed.Digest,
            Sequence = sequence,
            KeyVersion = version,
            Keys = change?.Invoke(keys) ?? keys,
            CreatedAt = SampleAgreement.Now,
        };
        return SampleDocuments.Open<KeyRotation>(SampleDocuments.Sign(rotation, sample.Signed.Signer.ToString()));
    }
}
