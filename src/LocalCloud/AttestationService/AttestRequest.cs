using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>A request for a token, unwrapped from its four layers of base64url and not yet believed.</summary>
internal sealed record AttestRequest
{
    public required byte[] Report { get; init; }

    public required byte[] CertificateChain { get; init; }

    /// <summary>The utility VM endorsement, or null when none was sent; then the token states no compliance.</summary>
    public required byte[]? UvmEndorsement { get; init; }

    public required byte[] RuntimeData { get; init; }

    public required bool IsRuntimeDataJson { get; init; }

    /// <summary>Data whose digest must be host data; null when none was sent.</summary>
    public required byte[]? InitTimeData { get; init; }

    /// <summary>What the token repeats; null when none was sent.</summary>
    public required string? Nonce { get; init; }

    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out AttestRequest? request)
    {
        request = null;
        if (!StrictJson.TryParse(body, out JsonElement root)
            || Decode(JsonExchange.Text(root, "report")) is not byte[] envelope || !StrictJson.TryParse(envelope, out JsonElement evidence)
            || Decode(JsonExchange.Text(evidence, "SnpReport")) is not byte[] report
            || Decode(JsonExchange.Text(evidence, "VcekCertChain")) is not byte[] chain
            || !TryEndorsement(evidence, out byte[]? endorsement)
            || !TryData(root, "runtimeData", out byte[]? runtime, out string? runtimeType) || runtime is null
            || !TryData(root, "initTimeData", out byte[]? initTime, out _)
            || !TryNonce(root, out string? nonce))
        {
            return false;
        }

        request = new AttestRequest
        {
            Report = report,
            CertificateChain = chain,
            UvmEndorsement = endorsement,
            RuntimeData = runtime,
            IsRuntimeDataJson = string.Equals(runtimeType, "JSON", StringComparison.OrdinalIgnoreCase),
            InitTimeData = initTime is { Length: > 0 } ? initTime : null,
            Nonce = nonce,
        };
        return true;
    }

    private static byte[]? Decode(string? text) => text is not null && Base64UrlText.TryDecodePadded(text, out byte[]? bytes) ? bytes : null;

    private static bool TryEndorsement(JsonElement evidence, out byte[]? endorsement)
    {
        endorsement = null;
        if (!evidence.TryGetProperty("Endorsements", out JsonElement member))
        {
            return true;
        }

        endorsement = Decode(member.ValueKind == JsonValueKind.String ? member.GetString() : null) is byte[] json
            && StrictJson.TryParse(json, out JsonElement root)
            && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Uvm", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.String
            ? Decode(list[0].GetString())
            : null;
        return endorsement is not null;
    }

    private static bool TryData(JsonElement root, string name, out byte[]? data, out string? type)
    {
        data = null;
        type = null;
        if (!root.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        data = Decode(JsonExchange.Text(member, "data"));
        type = JsonExchange.Text(member, "dataType");
        return data is not null;
    }

    private static bool TryNonce(JsonElement root, out string? nonce)
    {
        nonce = null;
        if (!root.TryGetProperty("nonce", out JsonElement member))
        {
            return true;
        }

        nonce = member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
        return nonce is not null;
    }
}
