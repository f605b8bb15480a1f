namespace EnclaveCleanRoom.Cose;

/// <summary>Why a COSE message was refused. Each refusal has its own member; <see cref="None"/> is success.</summary>
/// <remarks>The members are grouped by the layer that refuses: encoding, structure, headers, signatures, encryption.</remarks>
public enum CoseFailure
{
    /// <summary>Nothing was refused.</summary>
    None = 0,

    /// <summary>The bytes end inside a data item.</summary>
    Truncated,

    /// <summary>Bytes follow the message, or follow the map inside a protected header.</summary>
    TrailingBytes,

    /// <summary>A string, array or map has indefinite length.</summary>
    IndefiniteLength,

    /// <summary>An integer, a length or a tag is not in its shortest form.</summary>
    NonMinimalInteger,

    /// <summary>An initial byte that CBOR reserves (additional information 28 to 30, or a stray break).</summary>
    ReservedEncoding,

    /// <summary>A map holds a key twice.</summary>
    DuplicateKey,

    /// <summary>The keys of a map are not in deterministic order (shorter encodings first, then bytewise).</summary>
    UnsortedKeys,

    /// <summary>A floating-point number, which this profile has no use for.</summary>
    FloatingPoint,

    /// <summary>A simple value other than false, true and null.</summary>
    UnsupportedSimpleValue,

    /// <summary>A text string that is not well-formed UTF-8.</summary>
    InvalidText,

    /// <summary>Data items nested deeper than eight levels.</summary>
    NestedTooDeep,

    /// <summary>A map or array with more than 64 entries.</summary>
    TooManyEntries,

    /// <summary>The message does not start with a tag.</summary>
    MissingTag,

    /// <summary>The message carries the tag of something else.</summary>
    WrongTag,

    /// <summary>The message, a signature or a recipient is an array of another length than the standard says.</summary>
    WrongElementCount,

    /// <summary>An element has another CBOR type than the standard says.</summary>
    WrongElementType,

    /// <summary>The list of signatures is empty.</summary>
    NoSignatures,

    /// <summary>The list of recipients is empty.</summary>
    NoRecipients,

    /// <summary>An empty protected header that is not the zero-length byte string.</summary>
    EmptyProtectedMap,

    /// <summary>A header label that is neither a text string nor an integer of 64 bits.</summary>
    InvalidLabel,

    /// <summary>A label occurs in the protected and in the unprotected header.</summary>
    LabelInBothHeaders,

    /// <summary>The value of a registered header parameter has the wrong type or range.</summary>
    InvalidHeaderValue,

    /// <summary>A registered claim of the CWT-claims header has the wrong type or range.</summary>
    InvalidClaims,

    /// <summary>The <c>x5t</c> header is not the hash of the first certificate of <c>x5chain</c>.</summary>
    CertificateHashMismatch,

    /// <summary>The <c>crit</c> header is not protected, empty, or names a label that the protected header lacks.</summary>
    InvalidCritical,

    /// <summary>The <c>crit</c> header names a label that this profile does not understand.</summary>
    UnknownCritical,

    /// <summary>The protected header names no algorithm.</summary>
    AlgorithmMissing,

    /// <summary>The algorithm is named in the unprotected header, where anybody can change it.</summary>
    AlgorithmNotProtected,

    /// <summary>The algorithm is none that this profile speaks.</summary>
    AlgorithmUnknown,

    /// <summary>The payload is detached: it must be given to be verified.</summary>
    PayloadDetached,

    /// <summary>The payload is embedded: no other may be given.</summary>
    PayloadEmbedded,

    /// <summary>The key's type, curve or size does not fit the algorithm that the message names.</summary>
    KeyAlgorithmMismatch,

    /// <summary>The signature has a length that the algorithm and key cannot produce.</summary>
    WrongSignatureLength,

    /// <summary>The signature is not one of this key over these bytes.</summary>
    SignatureMismatch,

    /// <summary>No recipient carries the key identifier that was asked for.</summary>
    RecipientNotFound,

    /// <summary>The initialization vector is missing, in the wrong header or not 12 bytes.</summary>
    InvalidInitializationVector,

    /// <summary>The ephemeral key is missing or is not a point on P-384.</summary>
    InvalidEphemeralKey,

    /// <summary>The content key does not unwrap with this key: another recipient's, or changed bytes.</summary>
    KeyUnwrapFailed,

    /// <summary>The content does not authenticate: changed bytes, headers or external data.</summary>
    ContentNotAuthentic,
}
