using System.Text.Json;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The example policy holds the clauses that the page beside it explains, and no other.</summary>
public sealed class ReleasePolicyExampleTests
{
    [Fact]
    public void The_example_and_the_page_list_the_same_clauses()
    {
        using JsonDocument policy = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("infra", "release-policy.example.json")));
        Assert.Equal("1.0.0", policy.RootElement.GetProperty("version").GetString());
        JsonElement authority = Assert.Single(policy.RootElement.GetProperty("anyOf").EnumerateArray().ToArray());
        IEnumerable<string> inPolicy = authority.GetProperty("allOf").EnumerateArray().Select(clause => clause.GetProperty("claim").GetString()!);
        IEnumerable<string> onPage = MarkdownFile.Read("infra", "README.md").TableWithHeader("claim", "wanted", "because").Rows.Select(row => row[0].Trim('`'));
        Assert.Equal(onPage, inPolicy);
    }
}
