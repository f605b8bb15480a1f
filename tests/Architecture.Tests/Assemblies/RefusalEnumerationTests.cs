using System.Xml.Linq;
using EnclaveCleanRoom.Architecture.Tests.Projects;

namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>A refusal is a closed enumeration, and each of its members says what it means; internal ones too.</summary>
public sealed class RefusalEnumerationTests
{
    private static readonly string[] s_endings = ["Failure", "Refusal", "Reason", "Fault", "Code", "Denial"];

    [Fact]
    public void Each_member_of_each_refusal_has_a_doc_comment()
    {
        int seen = 0;
        List<string> silent = [];
        foreach (ProjectFile project in ProjectFile.Product)
        {
            HashSet<string> documented = DocumentedFields(project.Name);
            foreach (CompiledType type in BuildOutput.AssemblyOf(project.Name).Types.Where(IsRefusal))
            {
                seen += type.EnumMembers.Count;
                silent.AddRange(type.EnumMembers.Select(member => $"{type.FullName}.{member}").Where(name => !documented.Contains(name)));
            }
        }

        Assert.True(seen > 20, $"only {seen} refusals were found");
        Findings.None(silent);
    }

    private static bool IsRefusal(CompiledType type) =>
        type.IsEnum && s_endings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal));

    private static HashSet<string> DocumentedFields(string project)
    {
        XDocument comments = XDocument.Load(Path.Combine(BuildOutput.FolderOf(project), BuildOutput.AssemblyNameOf(project) + ".xml"));
        return
        [
            .. comments.Descendants("member")
                .Where(member => member.Element("summary") is { } summary && summary.Value.Trim().Length > 0)
                .Select(member => (string?)member.Attribute("name") ?? "")
                .Where(name => name.StartsWith("F:", StringComparison.Ordinal))
                .Select(name => name[2..]),
        ];
    }
}
