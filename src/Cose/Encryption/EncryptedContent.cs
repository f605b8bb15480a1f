using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>The form of a COSE_Encrypt's own layer: the algorithm protected, the initialization vector beside it.</summary>
internal static class EncryptedContent
{
    public static CoseFailure Check(Layer body, out ReadOnlyMemory<byte> ciphertext, out ReadOnlyMemory<byte> initializationVector)
    {
        initializationVector = default;
        ciphertext = body.Content.GetValueOrDefault();
        if (body.Protected.AlgorithmId != EncryptionParameters.ContentAlgorithm)
        {
            return body.Protected.Map.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmUnknown
                : body.Unprotected.Map.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmNotProtected
                : CoseFailure.AlgorithmMissing;
        }

        if (body.Content is null || ciphertext.Length < EncryptionParameters.TagSize)
        {
            return CoseFailure.WrongElementType;
        }

        bool found = body.Unprotected.Map.Find(HeaderLabel.InitializationVector) is CborReader reader &&
            HeaderValue.TryBytes(reader, out initializationVector) &&
            initializationVector.Length == EncryptionParameters.InitializationVectorSize;
        return found ? CoseFailure.None : CoseFailure.InvalidInitializationVector;
    }
}
