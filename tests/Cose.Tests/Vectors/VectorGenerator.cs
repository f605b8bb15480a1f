namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Makes every vector. Where a signature is not the fact in question it is valid, so that nothing else can be to blame.</summary>
internal static class VectorGenerator
{
    public static IReadOnlyList<VectorFile> All() =>
    [
        .. AcceptedSign1Vectors.All(),
        .. EncodingVectors.All(),
        .. StructureVectors.All(),
        .. HeaderVectors.All(),
        .. SignatureVectors.All(),
        .. SignVectors.All(),
        .. EncryptVectors.All(),
    ];

    public static VectorFile Sign1(string name, CoseFailure expect, string comment, byte[] encoded, string key = "p384") =>
        new() { Name = "sign1-" + name, Message = "Sign1", Expect = expect, Comment = comment, Encoded = encoded, Key = key };

    public static VectorFile Sign(string name, CoseFailure expect, string comment, byte[] encoded, string key = "p384") =>
        new() { Name = "sign-" + name, Message = "Sign", Expect = expect, Comment = comment, Encoded = encoded, Key = key };

    public static VectorFile Encrypt(string name, CoseFailure expect, string comment, byte[] encoded, string key = "p384") =>
        new() { Name = "encrypt-" + name, Message = "Encrypt", Expect = expect, Comment = comment, Encoded = encoded, Key = key };
}
