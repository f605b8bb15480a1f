using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The inner layers of an attestation request: <c>{"SnpReport","VcekCertChain","Endorsements"}</c>.</summary>
internal sealed record ReportLayer(byte[] Report, byte[] Certificates, byte[] UvmEndorsement)
{
    public static byte[] Write(ReadOnlySpan<byte> report, ReadOnlySpan<byte> certificates, ReadOnlySpan<byte> uvmEndorsement)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("SnpReport", Base64UrlText.Encode(report));
            writer.WriteString("VcekCertChain", Base64UrlText.Encode(certificates));
            if (!uvmEndorsement.IsEmpty)
            {
                writer.WriteString("Endorsements", Base64UrlText.Encode(WriteEndorsements(uvmEndorsement)));
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static AttestationRequestFailure TryRead(JsonElement root, out ReportLayer? layer)
    {
        layer = null;
        if (!root.TryGetProperty("report", out JsonElement member) || !StrictJsonText.TryGetPaddedBytes(member, out byte[]? inner)
            || !StrictJson.TryParse(inner, out JsonElement content) || content.ValueKind != JsonValueKind.Object
            || !content.TryGetProperty("SnpReport", out JsonElement reportMember) || !StrictJsonText.TryGetPaddedBytes(reportMember, out byte[]? report)
            || !content.TryGetProperty("VcekCertChain", out JsonElement chainMember) || !StrictJsonText.TryGetPaddedBytes(chainMember, out byte[]? chain))
        {
            return AttestationRequestFailure.Report;
        }

        byte[] endorsement = [];
        if (content.TryGetProperty("Endorsements", out JsonElement endorsements) && !TryReadEndorsements(endorsements, out endorsement))
        {
            return AttestationRequestFailure.Endorsements;
        }

        layer = new ReportLayer(report, chain, endorsement);
        return AttestationRequestFailure.None;
    }

    private static byte[] WriteEndorsements(ReadOnlySpan<byte> uvmEndorsement)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Uvm");
            writer.WriteStringValue(Base64UrlText.Encode(uvmEndorsement));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static bool TryReadEndorsements(JsonElement member, out byte[] endorsement)
    {
        endorsement = [];
        if (!StrictJsonText.TryGetPaddedBytes(member, out byte[]? inner)
            || !StrictJson.TryParse(inner, out JsonElement content) || content.ValueKind != JsonValueKind.Object
            || !content.TryGetProperty("Uvm", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 1
            || !StrictJsonText.TryGetPaddedBytes(list[0], out byte[]? bytes) || bytes.Length == 0)
        {
            return false;
        }

        endorsement = bytes;
        return true;
    }
}
