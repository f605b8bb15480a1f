using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>A CSV file as a COSE_Encrypt that its receiver alone can open (A256GCM, its key wrapped by ECDH-ES + A256KW on P-384). It says nothing about who sent it.</summary>
internal static class SealedCsv
{
    /// <summary>How such a file's name ends.</summary>
    internal const string Ending = ".csv.cose";

    private const string ContentType = "text/csv";

    /// <summary>Authenticated and not carried: no list is taken for a result, nor the other way round.</summary>
    private static ReadOnlySpan<byte> Purpose => "cleanroom-activation"u8;

    /// <summary>Encrypts.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="receiver">The receiver's encryption key.</param>
    internal static byte[] Seal(ReadOnlySpan<byte> csv, EcPublicJwk receiver)
    {
        using ECDiffieHellman key = receiver.ToEcdh();
        return CoseEncrypt.Encrypt(csv, [new CoseRecipient(key.ExportParameters(includePrivateParameters: false), receiver.Thumbprint.ToArray())], ContentType, Purpose);
    }

    /// <summary>Decrypts.</summary>
    /// <param name="file">Bytes from anywhere.</param>
    /// <param name="key">The receiver's private key.</param>
    /// <param name="csv">The CSV file.</param>
    /// <param name="failure">Why it does not open.</param>
    internal static bool TryOpen(ReadOnlyMemory<byte> file, ECDiffieHellman key, [NotNullWhen(true)] out byte[]? csv, out CoseFailure failure) =>
        CoseEncrypt.TryDecrypt(file, key, EcPublicJwk.FromKey(key).Thumbprint.AsSpan(), Purpose, out csv, out failure);
}
