using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>
/// A manifest, grant or job whose one rightful signer signed it under an agreement. There is no other way to hold one
/// than <see cref="SignedDocument.TryOpen"/>.
/// </summary>
/// <typeparam name="T">The document.</typeparam>
public sealed class SignedDocument<T>
    where T : class, IAgreementDocument
{
    internal SignedDocument(T document, PartyId signer, Digest256 digest, ReadOnlyMemory<byte> encoded)
    {
        Document = document;
        Signer = signer;
        Digest = digest;
        Encoded = encoded;
    }

    /// <summary>The document.</summary>
    public T Document { get; }

    /// <summary>Who signed it.</summary>
    public PartyId Signer { get; }

    /// <summary>SHA-256 of the payload: how other documents name this one, whatever randomness its signature holds.</summary>
    public Digest256 Digest { get; }

    /// <summary>The COSE_Sign1 as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }
}
