using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.Cose.Tests;

internal static class TestCertificates
{
    public static byte[] SelfSigned(RSA key, string subject)
    {
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));
        return certificate.RawData;
    }
}
