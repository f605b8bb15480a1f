using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Puts a policy document into words for whoever signs its digest.</summary>
internal static class PolicyExplanation
{
    public static string Write(MeasuredPolicy policy)
    {
        MeasuredPolicyContent content = policy.Content;
        StringBuilder text = new();
        Line(text, $"  host data (SHA-256 of this policy): {policy.HostData}");
        Line(text, $"  runs {PolicyText.Quote(content.Executable)}");
        Line(text, content.Arguments.Count == 0
            ? "  without arguments"
            : "  with the arguments " + string.Join(' ', content.Arguments.Select(PolicyText.Quote)));
        foreach (EnvironmentRule rule in content.Environment)
        {
            Line(text, rule.LiteralValue is string value
                ? $"  environment {PolicyText.Quote(rule.Name)} is {PolicyText.Quote(value)}"
                : $"! environment {PolicyText.Quote(rule.Name)} may have any value");
        }

        WriteFiles(text, "files of its own", content.Files);
        WriteFiles(text, "files from elsewhere", content.MappedFiles);
        return text.ToString();
    }

    private static void WriteFiles(StringBuilder text, string title, IReadOnlyList<MeasuredFile> files)
    {
        Line(text, string.Create(CultureInfo.InvariantCulture, $"  {files.Count} {title}"));
        foreach (MeasuredFile file in files)
        {
            Line(text, $"    {file.Digest}  {PolicyText.Quote(file.Path)}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
