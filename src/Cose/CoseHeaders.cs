using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Headers;

namespace EnclaveCleanRoom.Cose;

/// <summary>A decoded header: the registered parameters that this profile knows, and text-labelled ones by name.</summary>
/// <remarks>Only what stands in a message's protected header is covered by its signature.</remarks>
public sealed class CoseHeaders
{
    private readonly HeaderMap _map;

    internal CoseHeaders(HeaderMap map) => _map = map;

    /// <summary>The signature algorithm (1), or null when there is none or it is no signature algorithm of this profile.</summary>
    public CoseAlgorithm? Algorithm => AlgorithmId switch
    {
        -7 or (<= -35 and >= -39) => (CoseAlgorithm)(int)AlgorithmId.Value,
        _ => null,
    };

    /// <summary>The media type of the payload (3), or null when it is absent or given as a number.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The CoAP content format of the payload (3), or null when it is absent or given as text. Range 0 to 65535.</summary>
    public int? ContentFormat { get; internal init; }

    /// <summary>The key identifier (4), or null.</summary>
    public ReadOnlyMemory<byte>? KeyId { get; internal init; }

    /// <summary>The certificate chain (33), each certificate in DER, the signer's first; empty when there is none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> X5Chain { get; internal init; } = [];

    /// <summary>The hash of the signer's certificate (34), or null. When there is a chain it is that of the first certificate.</summary>
    public CoseCertificateHash? X5T { get; internal init; }

    /// <summary>The CWT claims (15), or null.</summary>
    public CwtClaims? Claims { get; internal init; }

    /// <summary>Whether a <c>crit</c> header (2) was present; each label it names is one that this profile understands.</summary>
    public bool HasCritical { get; internal init; }

    /// <summary>How many parameters the header holds.</summary>
    public int Count => _map.Count;

    internal long? AlgorithmId { get; init; }

    internal HeaderMap Map => _map;

    /// <summary>Reads a text-labelled parameter whose value is text, such as <c>iss</c> or <c>feed</c> of a UVM endorsement.</summary>
    /// <param name="label">The label, exactly.</param>
    /// <param name="value">The value; null when the method returns false.</param>
    /// <returns>False when the header lacks the label or its value is not text.</returns>
    public bool TryGetText(string label, [NotNullWhen(true)] out string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        value = null;
        return _map.Find(label) is CborReader reader && HeaderValue.TryText(reader, out value);
    }

    /// <summary>Reads a text-labelled parameter whose value is a date: tag 1 with whole seconds since 1970.</summary>
    /// <param name="label">The label, exactly, such as <c>signingtime</c>.</param>
    /// <param name="value">The date in UTC; meaningless when the method returns false.</param>
    /// <returns>False when the header lacks the label or its value is not such a date.</returns>
    public bool TryGetDate(string label, out DateTimeOffset value)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        value = default;
        return _map.Find(label) is CborReader reader && reader.PeekState() == CborReaderState.Tag &&
            reader.ReadTag() == CborTag.UnixTimeSeconds && HeaderValue.TrySeconds(reader, out value);
    }
}
