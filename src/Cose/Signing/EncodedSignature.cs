using EnclaveCleanRoom.Cose.Headers;

namespace EnclaveCleanRoom.Cose.Signing;

/// <summary>A COSE_Signature to be written: protected header and signature; its unprotected header is empty.</summary>
internal readonly record struct EncodedSignature(ReadOnlyMemory<byte> ProtectedBytes, ReadOnlyMemory<byte> Signature)
{
    public static EncodedSignature Make(
        CoseSigner signer, CoseHeaderParameters parameters, ReadOnlySpan<byte> bodyProtected, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad)
    {
        byte[] protectedBytes = HeaderWriter.Protected((int)signer.Algorithm, parameters);
        byte[] signature = signer.Sign(SignatureStructure.ForSign(bodyProtected, protectedBytes, externalAad, payload));
        return new EncodedSignature(protectedBytes, signature);
    }
}
