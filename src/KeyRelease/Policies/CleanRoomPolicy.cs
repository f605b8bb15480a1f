using System.Buffers;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>Writes the policy of a clean room's key: flat, in one order, without white space.</summary>
internal static class CleanRoomPolicy
{
    /// <summary>
    /// The clauses. Flags and numbers are written as text: that is the form of Microsoft's own tests, whose releases succeed.
    /// Without the compliance status a malicious guest image could present any host data.
    /// </summary>
    public static byte[] Write(IReadOnlyList<string> authorities, IReadOnlyList<Digest256> hostData, Digest256 agreement)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0.0");
            writer.WriteStartArray("anyOf");
            foreach (string authority in authorities)
            {
                foreach (Digest256 workload in hostData)
                {
                    WriteAlternative(writer, authority, workload, agreement);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAlternative(Utf8JsonWriter writer, string authority, Digest256 hostData, Digest256 agreement)
    {
        writer.WriteStartObject();
        writer.WriteString("authority", authority);
        writer.WriteStartArray("allOf");
        Clause(writer, "x-ms-attestation-type", "sevsnpvm");
        Clause(writer, "x-ms-compliance-status", "azure-compliant-uvm");
        Clause(writer, "x-ms-sevsnpvm-hostdata", hostData.ToString());
        Clause(writer, "x-ms-sevsnpvm-is-debuggable", "false");
        Clause(writer, "x-ms-sevsnpvm-vmpl", "0");
        Clause(writer, "x-ms-sevsnpvm-migration-allowed", "false");
        Clause(writer, "x-ms-runtime.agreement_sha256", agreement.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Clause(Utf8JsonWriter writer, string claim, string wanted)
    {
        writer.WriteStartObject();
        writer.WriteString("claim", claim);
        writer.WriteString(PolicyClause.EqualsOperator, wanted);
        writer.WriteEndObject();
    }
}
