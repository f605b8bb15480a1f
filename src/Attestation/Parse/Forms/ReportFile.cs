using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A file with a report as people have it: the 1184 bytes; what the device answered, in which the report stands at offset 32;
/// hexadecimal, base64 or base64url of these; the JSON answer of Microsoft's sidecar; an evidence document.
/// </summary>
internal static class ReportFile
{
    private const int StatusSize = 32;
    private const int SizeOffset = 4;

    // The names under which programs put a report into JSON: the sidecar's two answers, the evidence document, the service's request.
    private static readonly string[] s_members = ["report", "evidence", "SnpReport"];

    /// <summary>Finds the 1184 bytes.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out byte[]? report)
    {
        if (TryTake(file.Span, out report))
        {
            return true;
        }

        return StrictJson.TryParse(file, out JsonElement root) && root.ValueKind == JsonValueKind.Object
            ? TryReadMember(root, out report)
            : WrittenBytes.TryDecode(file.Span, out byte[]? decoded) && TryTake(decoded, out report);
    }

    private static bool TryReadMember(JsonElement root, [NotNullWhen(true)] out byte[]? report)
    {
        report = null;
        foreach (string name in s_members)
        {
            if (root.TryGetProperty(name, out JsonElement member) && StrictJsonText.TryGetString(member, out string? text)
                && WrittenBytes.TryDecode(System.Text.Encoding.UTF8.GetBytes(text), out byte[]? decoded) && TryTake(decoded, out report))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryTake(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out byte[]? report)
    {
        bool isAnswer = bytes.Length >= StatusSize + SnpReport.Size
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[SizeOffset..]) == SnpReport.Size;
        report = bytes.Length == SnpReport.Size ? bytes.ToArray()
            : isAnswer ? bytes.Slice(StatusSize, SnpReport.Size).ToArray()
            : null;
        return report is not null;
    }
}
