using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>The published keys below <c>TestOnlyKeys</c>, each read once.</summary>
internal static class TestOnlyKey
{
    public static RSA HardwareRoot { get; } = Rsa("hardware-root");

    public static RSA HardwareSigning { get; } = Rsa("hardware-signing");

    public static RSA EndorsementRoot { get; } = Rsa("endorsement-root");

    public static RSA EndorsementIntermediate { get; } = Rsa("endorsement-intermediate");

    public static RSA EndorsementLeaf { get; } = Rsa("endorsement-leaf");

    public static RSA TokenSigning { get; } = Rsa("token-signing");

    public static RSA InstanceWrapping { get; } = Rsa("instance-wrapping");

    public static ECDsa InstanceSigning { get; } = Ecdsa("instance-signing");

    public static ECDsa EndorsementKey { get; } = Ecdsa("endorsement-key");

    public static ECDsa OtherEndorsementKey { get; } = Ecdsa("other-endorsement-key");

    private static RSA Rsa(string name)
    {
        RSA key = RSA.Create();
        key.ImportFromPem(Read(name));
        return key;
    }

    private static ECDsa Ecdsa(string name)
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(Read(name));
        return key;
    }

    private static string Read(string name) =>
        System.IO.File.ReadAllText(Repository.PathTo("tests", "Attestation.Tests", "Simulation", "TestOnlyKeys", name + ".pem"));
}
