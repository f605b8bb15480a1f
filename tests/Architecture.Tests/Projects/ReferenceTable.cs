using EnclaveCleanRoom.Architecture.Tests.Documents;

namespace EnclaveCleanRoom.Architecture.Tests.Projects;

/// <summary>The table in <c>docs/architecture.md</c> that says which project may reference which.</summary>
internal static class ReferenceTable
{
    internal static IReadOnlyDictionary<string, IReadOnlySet<string>> Allowed { get; } = Read();

    private static Dictionary<string, IReadOnlySet<string>> Read()
    {
        MarkdownTable table = MarkdownFile.Read("docs", "architecture.md").TableWithHeader("project", "may reference");
        return table.Rows.ToDictionary(
            row => row[0],
            row => (IReadOnlySet<string>)row[1].Split(',', StringSplitOptions.TrimEntries).Where(name => name is not ("–" or "")).ToHashSet());
    }
}
