using System.Security.Cryptography;
using System.Text;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Runs a message through everything that the product does with it and says what came of it.</summary>
internal static class VectorOutcome
{
    public static CoseFailure Of(VectorFile vector) => Of(vector.Message, vector.Encoded, vector.Key, vector.Tolerance, vector.External);

    public static CoseFailure Of(string message, byte[] encoded, string key, CoseTolerance tolerance, byte[] external) => message switch
    {
        "Sign1" => Sign1(encoded, key, tolerance, external),
        "Sign" => Sign(encoded, key.Split(' '), external),
        _ => Encrypt(encoded, key, external),
    };

    private static CoseFailure Sign1(byte[] encoded, string key, CoseTolerance tolerance, byte[] external)
    {
        if (!CoseSign1.TryDecode(encoded, tolerance, out CoseSign1? message, out CoseFailure failure))
        {
            return failure;
        }

        using CoseVerificationKey verification = VectorKeys.Verification(key);
        CoseFailure verdict = message.Verify(verification, external);
        if (verdict == CoseFailure.None)
        {
            Assert.Equal(MessageBuilder.Payload, message.Payload!.Value.ToArray());
        }

        return verdict;
    }

    private static CoseFailure Sign(byte[] encoded, string[] keys, byte[] external)
    {
        if (!CoseSign.TryDecode(encoded, out CoseSign? message, out CoseFailure failure))
        {
            return failure;
        }

        foreach ((CoseSignature signature, string key) in message.Signatures.Zip(keys))
        {
            using CoseVerificationKey verification = VectorKeys.Verification(key);
            failure = signature.Verify(verification, external);
            if (failure != CoseFailure.None)
            {
                return failure;
            }
        }

        Assert.Equal(MessageBuilder.Payload, message.Payload.ToArray());
        return CoseFailure.None;
    }

    private static CoseFailure Encrypt(byte[] encoded, string key, byte[] external)
    {
        using ECDiffieHellman recipient = VectorKeys.Ecdh(key);
        if (CoseEncrypt.TryDecrypt(encoded, recipient, Encoding.ASCII.GetBytes(key), external, out byte[]? plaintext, out CoseFailure failure))
        {
            Assert.Equal(MessageBuilder.Payload, plaintext);
        }

        return failure;
    }
}
