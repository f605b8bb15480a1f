using EnclaveCleanRoom.Cose.Signing;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>One signature of a <see cref="CoseSign"/>: the signer's headers and what verifies against the signer's key.</summary>
/// <remarks>Source: RFC 9052 §4.1, COSE_Signature.</remarks>
public sealed class CoseSignature
{
    private readonly Layer _body;
    private readonly Layer _signer;
    private readonly CoseAlgorithm _algorithm;

    internal CoseSignature(Layer body, Layer signer, CoseAlgorithm algorithm) =>
        (_body, _signer, _algorithm) = (body, signer, algorithm);

    /// <summary>The signer's header that this signature covers; its key identifier says whose signature it claims to be.</summary>
    public CoseHeaders Protected => _signer.Protected;

    /// <summary>The signer's header that anybody can change. Nothing may be decided by it.</summary>
    public CoseHeaders Unprotected => _signer.Unprotected;

    /// <summary>The algorithm that the signer's protected header names.</summary>
    public CoseAlgorithm Algorithm => _algorithm;

    internal Layer Layer => _signer;

    /// <summary>Verifies this signature over the message's headers and payload. Other signatures play no part.</summary>
    /// <param name="key">The key that the caller trusts for this signer.</param>
    /// <param name="externalAad">The external data the signer used, if any.</param>
    /// <returns><see cref="CoseFailure.None"/> when the signature is the key's; otherwise why not.</returns>
    public CoseFailure Verify(CoseVerificationKey key, ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] signedBytes = SignatureStructure.ForSign(
            _body.ProtectedBytes.Span, _signer.ProtectedBytes.Span, externalAad, _body.Content.GetValueOrDefault().Span);
        return key.Verify(_algorithm, signedBytes, _signer.Content.GetValueOrDefault().Span);
    }
}
