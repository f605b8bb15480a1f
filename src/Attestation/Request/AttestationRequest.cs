using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The body of <c>POST /attest/SevSnpVm</c>: report, certificates, endorsement and runtime data in four nested layers of
/// base64url. Made by whoever asks for a token, read by whoever gives one.
/// </summary>
/// <remarks>
/// Written without padding, read with or without. The bytes inside are passed on as they are: the service hashes the runtime
/// data exactly as sent. Source: azure-rest-api-specs, attestation 2022-08-01; SPEC.md, "Attestation request".
/// </remarks>
public sealed class AttestationRequest
{
    private const int MaxSize = 512 * 1024;

    private AttestationRequest(ReportLayer layer, byte[] runtimeData, string? nonce)
    {
        Report = layer.Report;
        Certificates = layer.Certificates;
        UvmEndorsement = layer.UvmEndorsement;
        RuntimeData = runtimeData;
        Nonce = nonce;
    }

    /// <summary>The report's bytes.</summary>
    public ReadOnlyMemory<byte> Report { get; }

    /// <summary>The certificates, PEM.</summary>
    public ReadOnlyMemory<byte> Certificates { get; }

    /// <summary>The utility VM's endorsement; empty when none was sent, and then no compliance may be stated.</summary>
    public ReadOnlyMemory<byte> UvmEndorsement { get; }

    /// <summary>The exact runtime bytes.</summary>
    public ReadOnlyMemory<byte> RuntimeData { get; }

    /// <summary>The nonce as text, for the token's claim of that name; null when none was sent.</summary>
    public string? Nonce { get; }

    /// <summary>Writes the body for evidence.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="nonce">Comes back as the token's claim <c>nonce</c>.</param>
    public static byte[] Build(Evidence evidence, ulong nonce)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Build(
            evidence.Report.Encoded.Span,
            System.Text.Encoding.ASCII.GetBytes(evidence.Chain.ToPem()),
            evidence.Endorsement.Encoded.Span,
            evidence.RuntimeClaims.Encoded.Span,
            nonce);
    }

    /// <summary>Writes the body for the parts of evidence.</summary>
    /// <param name="report">The report's 1184 bytes.</param>
    /// <param name="certificates">PEM in the order leaf, signing key, root.</param>
    /// <param name="uvmEndorsement">The COSE_Sign1 bytes; empty leaves the layer out.</param>
    /// <param name="runtimeData">The exact runtime bytes, JSON.</param>
    /// <param name="nonce">Comes back as the token's claim <c>nonce</c>.</param>
    public static byte[] Build(
        ReadOnlySpan<byte> report,
        ReadOnlySpan<byte> certificates,
        ReadOnlySpan<byte> uvmEndorsement,
        ReadOnlySpan<byte> runtimeData,
        ulong nonce)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("report", Base64UrlText.Encode(ReportLayer.Write(report, certificates, uvmEndorsement)));
            writer.WriteStartObject("runtimeData");
            writer.WriteString("data", Base64UrlText.Encode(runtimeData));
            writer.WriteString("dataType", "JSON");
            writer.WriteEndObject();
            writer.WriteStartObject("initTimeData");
            writer.WriteString("data", "");
            writer.WriteString("dataType", "");
            writer.WriteEndObject();
            writer.WriteNumber("nonce", nonce);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a body. Members that are not known are ignored, as the service's clients differ in them.</summary>
    /// <param name="utf8">The JSON body.</param>
    /// <param name="request">The request.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out AttestationRequest? request, out AttestationRequestFailure failure)
    {
        request = null;
        failure = AttestationRequestFailure.Json;
        if (utf8.Length > MaxSize || !StrictJson.TryParse(utf8, out JsonElement root) || root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = ReportLayer.TryRead(root, out ReportLayer? layer);
        if (failure != AttestationRequestFailure.None)
        {
            return false;
        }

        failure = AttestationRequestFailure.RuntimeData;
        if (!TryReadRuntimeData(root, out byte[]? runtimeData))
        {
            return false;
        }

        failure = AttestationRequestFailure.InitTimeData;
        if (!IsEmptyInitTimeData(root))
        {
            return false;
        }

        failure = AttestationRequestFailure.Nonce;
        if (!TryReadNonce(root, out string? nonce))
        {
            return false;
        }

        request = new AttestationRequest(layer!, runtimeData, nonce);
        failure = AttestationRequestFailure.None;
        return true;
    }

    private static bool TryReadRuntimeData(JsonElement root, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        return root.TryGetProperty("runtimeData", out JsonElement member) && member.ValueKind == JsonValueKind.Object
            && member.TryGetProperty("dataType", out JsonElement type) && StrictJsonText.TryGetString(type, out string? name)
            && string.Equals(name, "JSON", StringComparison.OrdinalIgnoreCase)
            && member.TryGetProperty("data", out JsonElement text) && StrictJsonText.TryGetPaddedBytes(text, out data);
    }

    private static bool IsEmptyInitTimeData(JsonElement root) =>
        !root.TryGetProperty("initTimeData", out JsonElement member)
        || (member.ValueKind == JsonValueKind.Object
            && (!member.TryGetProperty("data", out JsonElement data) || (StrictJsonText.TryGetString(data, out string? text) && text.Length == 0)));

    private static bool TryReadNonce(JsonElement root, out string? nonce)
    {
        nonce = null;
        if (!root.TryGetProperty("nonce", out JsonElement member))
        {
            return true;
        }

        if (member.ValueKind == JsonValueKind.Number && member.TryGetUInt64(out ulong number))
        {
            nonce = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }

        return StrictJsonText.TryGetString(member, out nonce);
    }
}
