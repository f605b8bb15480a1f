using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Release;

/// <summary>A JWS in compact form, taken apart: nothing is verified yet. Source: RFC 7515 §3.1.</summary>
internal sealed record CompactJws(JsonElement Header, byte[] Payload, byte[] SignedBytes, byte[] Signature)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out CompactJws? jws)
    {
        jws = null;
        string[] parts = text.Split('.');
        if (parts.Length != 3 || !Base64UrlText.TryDecode(parts[0], out byte[]? header) || !Base64UrlText.TryDecode(parts[1], out byte[]? payload) ||
            !Base64UrlText.TryDecode(parts[2], out byte[]? signature) || !StrictJson.TryParse(header, out JsonElement headerJson) ||
            headerJson.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        jws = new CompactJws(headerJson, payload, Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), signature);
        return true;
    }
}
