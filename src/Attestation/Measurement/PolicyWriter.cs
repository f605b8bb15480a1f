using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Writes a policy document in its one order and spelling.</summary>
internal static class PolicyWriter
{
    public const string Header = """["measured-policy",1]""";

    /// <summary>The content in the document's order: environment and files by their UTF-16 code units, arguments as they are.</summary>
    public static MeasuredPolicyContent Sort(MeasuredPolicyContent content) => content with
    {
        Arguments = [.. content.Arguments],
        Environment = [.. content.Environment.OrderBy(rule => rule.Name, StringComparer.Ordinal)],
        Files = [.. content.Files.OrderBy(file => file.Path, StringComparer.Ordinal)],
        MappedFiles = [.. content.MappedFiles.OrderBy(file => file.Path, StringComparer.Ordinal)],
    };

    /// <summary>The document of content that is sorted.</summary>
    public static byte[] Write(MeasuredPolicyContent content)
    {
        StringBuilder text = new();
        Line(text, Header);
        Line(text, $"[\"executable\",{PolicyText.Quote(content.Executable)}]");
        for (int i = 0; i < content.Arguments.Count; i++)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"[\"argument\",{i},{PolicyText.Quote(content.Arguments[i])}]"));
        }

        foreach (EnvironmentRule rule in content.Environment)
        {
            Line(text, rule.LiteralValue is string value
                ? $"[\"environment\",{PolicyText.Quote(rule.Name)},\"literal\",{PolicyText.Quote(value)}]"
                : $"[\"environment\",{PolicyText.Quote(rule.Name)},\"any\"]");
        }

        WriteFiles(text, "file", content.Files);
        WriteFiles(text, "mapped", content.MappedFiles);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void WriteFiles(StringBuilder text, string kind, IReadOnlyList<MeasuredFile> files)
    {
        foreach (MeasuredFile file in files)
        {
            Line(text, $"[\"{kind}\",{PolicyText.Quote(file.Path)},\"{file.Digest}\"]");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
