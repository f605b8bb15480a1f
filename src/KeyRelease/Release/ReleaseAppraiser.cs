using System.Security.Cryptography;
using EnclaveCleanRoom.KeyRelease.Vault;

namespace EnclaveCleanRoom.KeyRelease.Release;

/// <summary>Decides whether a genuine release response is the answer to what was asked.</summary>
internal static class ReleaseAppraiser
{
    /// <summary>Returns null when it is; a member with its reason otherwise.</summary>
    public static KeyVaultFailureReason? Judge(GenuineReleaseResponse genuine, Uri vault, string name, string? version, string? nonce)
    {
        ReleaseResponse said = genuine.Said;
        bool sameKey =
            (KeyName.Identifies(said.RequestedKey, vault, name, version: null, versioned: false) ||
                KeyName.Identifies(said.RequestedKey, vault, name, version, versioned: true)) &&
            KeyName.Identifies(said.ReleasedKey, vault, name, version, versioned: true);

        // The echo is compared with what was asked, not believed: a weaker wrapping must not be ours to accept.
        bool sameEncryption = said.RequestedEncryption == RsaAesKeyWrap.Algorithm && said.WrappingAlgorithm == RsaAesKeyWrap.Algorithm;
        return !sameKey ? KeyVaultFailureReason.ResponseKey
            : !sameEncryption ? KeyVaultFailureReason.ResponseEncryption
            : said.Nonce is not null && said.Nonce != nonce ? KeyVaultFailureReason.ResponseNonce
            : null;
    }

    /// <summary>Unwraps the key of a response that was judged the answer.</summary>
    public static KeyVaultFailureReason? Unwrap(GenuineReleaseResponse genuine, RSA wrappingKey, out ReleasedKey? key)
    {
        key = null;
        if (!RsaAesKeyWrap.TryUnwrap(genuine.Said.WrappedKey, wrappingKey, out byte[] pkcs8))
        {
            return KeyVaultFailureReason.UnwrapFailed;
        }

        key = ReleasedKey.TryTake(genuine.Said.ReleasedKey, pkcs8, genuine.Said.PublicKey);
        return key is null ? KeyVaultFailureReason.KeyMismatch : null;
    }
}
