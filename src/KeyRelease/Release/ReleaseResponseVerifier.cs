using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.KeyRelease.Release;

/// <summary>Authenticates a release response: who signed it, under which root, for which host.</summary>
internal static class ReleaseResponseVerifier
{
    /// <summary>Verifies in the order: algorithm, certificate hash, chain at <paramref name="at"/>, host name, signature.</summary>
    public static bool TryAuthenticate(
        ReleaseResponse response,
        KeyVaultTrust trust,
        string host,
        DateTimeOffset at,
        [NotNullWhen(true)] out GenuineReleaseResponse? genuine,
        out KeyVaultFailureReason reason)
    {
        genuine = null;
        reason = KeyVaultFailureReason.ResponseAlgorithm;
        if (response.Algorithm != "RS256" || response.Jws.Header.TryGetProperty("crit", out _))
        {
            return false;
        }

        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(response.Certificates[0]), response.CertificateHash))
        {
            reason = KeyVaultFailureReason.ResponseCertificateHash;
            return false;
        }

        if (!TryLoad(response.Certificates, out X509Certificate2Collection? certificates))
        {
            reason = KeyVaultFailureReason.MalformedResponse;
            return false;
        }

        try
        {
            reason = Judge(response, certificates, trust, host, at) ?? default;
            genuine = reason == default ? new GenuineReleaseResponse(response) : null;
            return genuine is not null;
        }
        finally
        {
            Dispose(certificates);
        }
    }

    private static KeyVaultFailureReason? Judge(
        ReleaseResponse response, X509Certificate2Collection certificates, KeyVaultTrust trust, string host, DateTimeOffset at)
    {
        X509Certificate2 leaf = certificates[0];
        if (!IsTrusted(leaf, certificates, trust, at))
        {
            return KeyVaultFailureReason.ResponseCertificateUntrusted;
        }

        if (!leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false))
        {
            return KeyVaultFailureReason.ResponseHost;
        }

        using RSA? key = leaf.GetRSAPublicKey();
        if (key is null || key.KeySize < 2048)
        {
            return KeyVaultFailureReason.ResponseAlgorithm;
        }

        bool signed = key.VerifyData(response.Jws.SignedBytes, response.Jws.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed ? null : KeyVaultFailureReason.ResponseSignature;
    }

    private static bool IsTrusted(X509Certificate2 leaf, X509Certificate2Collection certificates, KeyVaultTrust trust, DateTimeOffset at)
    {
        using X509Chain chain = new() { ChainPolicy = trust.ChainPolicy(at) };
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        bool trusted = chain.Build(leaf);
        foreach (X509ChainElement element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return trusted;
    }

    private static bool TryLoad(IReadOnlyList<byte[]> encoded, [NotNullWhen(true)] out X509Certificate2Collection? certificates)
    {
        X509Certificate2Collection loaded = [];
        try
        {
            foreach (byte[] certificate in encoded)
            {
                loaded.Add(X509CertificateLoader.LoadCertificate(certificate));
            }

            certificates = loaded;
            return true;
        }
        catch (CryptographicException)
        {
            Dispose(loaded);
            certificates = null;
            return false;
        }
    }

    private static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (X509Certificate2 certificate in certificates)
        {
            certificate.Dispose();
        }
    }
}
