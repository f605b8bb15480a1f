using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Assemblies;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The catalogue of errors and the enumerations in the code list the same codes.</summary>
public sealed class ErrorCatalogueTests
{
    private static readonly MarkdownFile s_catalogue = MarkdownFile.Read("docs", "errors.md");

    [Theory]
    [InlineData("request", "Agreements", "RequestFailure")]
    [InlineData("document", "Agreements", "DocumentFailure")]
    [InlineData("denial", "Agreements", "DenialCode")]
    [InlineData("room", "EnclaveHost", "RoomProblem")]
    public void The_catalogue_lists_exactly_the_members_of_the_enumeration(string kind, string project, string enumeration)
    {
        CompiledType type = Assert.Single(BuildOutput.AssemblyOf(project).Types, type => type.IsEnum && type.Name == enumeration);
        IEnumerable<string> inCode = type.EnumMembers.Where(member => member != "None")
            .Select(member => $"{kind}.{char.ToLowerInvariant(member[0])}{member[1..]}");
        Assert.Equal(inCode.Order(), Rows(kind).Select(row => row[0].Trim('`')).Order());
    }

    [Theory]
    [InlineData("request")]
    [InlineData("document")]
    [InlineData("denial")]
    [InlineData("room")]
    public void Each_code_says_whether_to_retry_and_who_can_mend_it(string kind)
    {
        Assert.All(Rows(kind), row => Assert.Contains(row[2], (string[])["yes", "no"]));
        Assert.All(Rows(kind), row => Assert.Contains(row[3], (string[])["requester", "owner", "operator", "all"]));
    }

    [Fact]
    public void Every_code_that_the_threat_model_names_is_in_the_catalogue()
    {
        HashSet<string> codes = [.. new[] { "request", "document", "denial", "room" }.SelectMany(Rows).Select(row => row[0].Trim('`'))];
        string[] named = [.. Regex.Matches(MarkdownFile.Read("docs", "threat-model.md").Text, "`((?:request|document|denial|room)\\.[A-Za-z]+)`").Select(match => match.Groups[1].Value)];
        Assert.True(named.Length > 10);
        Findings.None(named.Except(codes));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Rows(string kind) => s_catalogue.Tables.Single(table => table.Heading == kind).Rows;
}
