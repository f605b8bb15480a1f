using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Keys on P-384 that follow from a published name. Nothing they sign may ever be trusted.</summary>
internal static class TestKey
{
    public static ECDsa Signing(string name) => ECDsa.Create(Parameters(name + " signing"));

    public static CoseSigner Signer(string name) => CoseSigner.FromEcdsa(Signing(name));

    public static ECDiffieHellman Encryption(string name) => ECDiffieHellman.Create(Parameters(name + " encryption"));

    public static EcPublicJwk PublicSigning(string name)
    {
        using ECDsa key = Signing(name);
        return EcPublicJwk.FromKey(key);
    }

    public static EcPublicJwk PublicEncryption(string name)
    {
        using ECDiffieHellman key = Encryption(name);
        return EcPublicJwk.FromKey(key);
    }

    // A hash exceeds the order of the group with a probability of 2^-194.
    private static ECParameters Parameters(string name) =>
        new() { Curve = ECCurve.NamedCurves.nistP384, D = SHA384.HashData(Encoding.UTF8.GetBytes($"test only: {name}")) };
}
