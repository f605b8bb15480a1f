using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Architecture.Tests.Infrastructure;

/// <summary>What each template deploys, with its expressions worked out, is what is committed beside this test: a change of a template shows as what it changes.</summary>
public sealed class DeployedTests
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names() => [.. Template.All.Select(template => template.Name)];

    /// <summary>The files are written when <c>WRITE_VECTORS</c> is set; otherwise they must be what would be written.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_template_deploys_what_is_committed(string name)
    {
        string path = Repository.PathTo("tests", "Architecture.Tests", "Infrastructure", "Deployed", name + ".json");
        string deployed = Deploy(Template.Named(name)).ToJsonString(s_readable) + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, deployed);
        }

        Assert.Equal(File.ReadAllText(path), deployed);
    }

    [Theory]
    [InlineData("[parameters('a')", "[parameters('a')")]
    [InlineData("plain", "plain")]
    [InlineData("[parameters('a')]", "<a>")]
    [InlineData("[format('{0}-net', parameters('a'))]", "<a>-net")]
    [InlineData("[resourceId('T', format('{0}/x', variables('b'))).keys[0].value]", "resourceId(T, <b>/x).keys[0].value")]
    public void An_expression_is_worked_out_as_far_as_the_template_says(string text, string value) =>
        Assert.Equal(value, TemplateExpression.Evaluate(text, (_, name) => $"<{name}>").GetValue<string>());

    private static JsonObject Deploy(Template template)
    {
        JsonObject root = JsonNode.Parse(template.Root.GetRawText())!.AsObject();
        return new JsonObject { ["resources"] = Resolve(root["resources"]!), ["outputs"] = Resolve(root["outputs"]!) };

        JsonNode Resolve(JsonNode node) => node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Text(member.Key), (JsonNode?)Resolve(member.Value!)))),
            JsonArray items => new JsonArray([.. items.Select(item => Resolve(item!))]),
            JsonValue value when value.TryGetValue(out string? text) => TemplateExpression.Evaluate(text, Look),
            _ => node.DeepClone(),
        };

        string Text(string name) => TemplateExpression.Evaluate(name, Look).GetValue<string>();

        JsonNode Look(string kind, string name) => kind == "variables" ? Resolve(root["variables"]![name]!)
            : root["parameters"]![name]!["defaultValue"] is { } given ? Resolve(given)
            : root["parameters"]![name]!["type"]!.GetValue<string>() == "array" ? new JsonArray($"<{name}>")
            : JsonValue.Create($"<{name}>")!;
    }
}
