using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>An appraisal as one JSON object, for programs: what the lines say, under stable names.</summary>
internal static class AppraisalJson
{
    // Characters that a terminal would obey stay escaped; the quotes and angle brackets of HTML need not be.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    internal static string Write(HandedEvidenceAppraisal appraisal, DateTimeOffset at) => Write(writer =>
    {
        writer.WriteString("verdict", VerdictName.Of(appraisal.Appraisal.Verdict));
        writer.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        WriteReport(writer, appraisal.Report);
        WriteChain(writer, appraisal.Certificates);
        WriteChecks(writer, "checks", appraisal.Appraisal.Checks);
        WriteChecks(writer, "denials", appraisal.Appraisal.Refusals);
        WriteTexts(writer, "not_judged", appraisal.NotJudged);
    });

    internal static string WriteUnreadable(string file, string problem) => Write(writer =>
    {
        writer.WriteString("verdict", VerdictName.Unreadable);
        AppraisalCheck check = new(AppraisalStep.Parse, file, "a file that can be read", problem, false, "clean room");
        WriteChecks(writer, "checks", [check]);
        WriteChecks(writer, "denials", [check]);
    });

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_options))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteReport(Utf8JsonWriter writer, SnpReport? report)
    {
        if (report is null)
        {
            writer.WriteNull("report");
            return;
        }

        writer.WriteStartObject("report");
        writer.WriteNumber("version", report.Version);
        writer.WriteString("product", report.Product?.ToString());
        writer.WriteNumber("vmpl", report.Vmpl);
        writer.WriteString("policy", $"0x{report.Policy.Value:x}");
        writer.WriteString("signing_key", report.SigningKey.ToString());
        writer.WriteString("measurement", report.Measurement.ToString());
        writer.WriteString("host_data", report.HostData.ToString());
        writer.WriteString("report_data", Convert.ToHexStringLower(report.ReportData));
        writer.WriteString("chip_id", Convert.ToHexStringLower(report.ChipId));
        writer.WriteString("reported_tcb", $"{report.ReportedTcb:x16}");
        writer.WriteEndObject();
    }

    private static void WriteChain(Utf8JsonWriter writer, IReadOnlyList<ChainCertificate> certificates)
    {
        writer.WriteStartArray("chain");
        foreach (ChainCertificate certificate in certificates)
        {
            writer.WriteStartObject();
            writer.WriteString("role", certificate.Role);
            writer.WriteString("subject", certificate.Subject);
            writer.WriteString("issuer", certificate.Issuer);
            writer.WriteString("not_before", certificate.NotBefore.UtcDateTime);
            writer.WriteString("not_after", certificate.NotAfter.UtcDateTime);
            writer.WriteString("sha256", certificate.Fingerprint.ToString());
            writer.WriteString("detail", certificate.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter writer, string name, IEnumerable<AppraisalCheck> checks)
    {
        writer.WriteStartArray(name);
        foreach (AppraisalCheck check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("step", check.Step.ToString().ToLowerInvariant());
            writer.WriteString("claim", check.Claim);
            writer.WriteString("wanted", check.Wanted);
            writer.WriteString("found", check.Found);
            writer.WriteBoolean("satisfied", check.IsSatisfied);
            writer.WriteString("policy", check.Policy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
