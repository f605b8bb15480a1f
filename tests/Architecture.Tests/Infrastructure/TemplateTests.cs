using System.Text.Json;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Architecture.Tests.Infrastructure;

/// <summary>The templates hold what the schema knows and nothing else, and the room's is what the policy says of it.</summary>
public sealed class TemplateTests
{
    private static readonly JsonSchema s_schema = new(Read("infra", "templates.schema.json"));

    public static TheoryData<string> Names() => [.. Template.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_template_fits_the_schema(string name) => Findings.None(s_schema.Check(Template.Named(name).Root));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_expression_asks_for_what_is_declared_and_everything_declared_is_asked_for(string name)
    {
        Template template = Template.Named(name);
        Assert.Equal(template.Declared("parameters").Order(), template.Used("parameters").Order());
        Assert.Equal(template.Declared("variables").Order(), template.Used("variables").Order());
        Findings.None(template.Expressions.Where(text => text.Count(c => c == '(') != text.Count(c => c == ')') || text.Count(c => c == '\'') % 2 != 0));
    }

    [Theory]
    [InlineData("room", "resources.0.properties.sku", "\"Standard\"", "none of [\"Confidential\"]")]
    [InlineData("room", "resources.0.properties.containers.0.properties.securityContext.privileged", "true", "true is none of [false]")]
    [InlineData("room", "resources.0.properties.containers.0.properties.interactive", "true", "'interactive' is unknown")]
    [InlineData("room", "resources.0.properties.containers.0.properties.ports", "8443", "it is number, not \"array\"")]
    [InlineData("room", "resources.0.properties.diagnostics", "{}", "'diagnostics' is unknown")]
    [InlineData("room", "resources.0.type", "\"Microsoft.Compute/virtualMachines\"", "no resource of this type is known")]
    [InlineData("vault", "resources.0.properties.enablePurgeProtection", "false", "false is none of [true]")]
    [InlineData("vault", "resources.0.properties.sku.name", "\"standard\"", "none of [\"premium\"]")]
    [InlineData("vault", "resources.0.properties.accessPolicies", "[]", "'accessPolicies' is unknown")]
    [InlineData("storage", "resources.0.properties.publicNetworkAccess", "\"Enabled\"", "none of [\"Disabled\"]")]
    [InlineData("network", "parameters.name.type", "\"object\"", "\"object\" is none of")]
    public void A_template_that_was_loosened_does_not_fit(string name, string place, string value, string problem)
    {
        JsonNode root = JsonNode.Parse(Template.Named(name).Root.GetRawText())!;
        string[] steps = place.Split('.');
        JsonNode parent = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);
        Assert.Contains(s_schema.Check(JsonElement.Parse(root.ToJsonString())), found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_that_lacks_a_protection_does_not_fit()
    {
        JsonNode root = JsonNode.Parse(Template.Named("vault").Root.GetRawText())!;
        root["resources"]![0]!["properties"]!.AsObject().Remove("enablePurgeProtection");
        Assert.Equal([".resources[0].properties: enablePurgeProtection is missing"], s_schema.Check(JsonElement.Parse(root.ToJsonString())));
    }

    [Fact]
    public void The_rooms_container_is_the_one_that_the_policy_describes()
    {
        JsonElement policy = Read("infra", "policy.json");
        JsonElement container = Template.Named("room").Resource("Microsoft.ContainerInstance/containerGroups").GetProperty("properties").GetProperty("containers")[0];
        JsonElement properties = container.GetProperty("properties");
        Assert.Equal(policy.GetProperty("name").GetString(), container.GetProperty("name").GetString());
        Assert.Equal(policy.GetProperty("command").GetRawText().Replace(" ", "", StringComparison.Ordinal), Compact(properties.GetProperty("command")));
        Assert.Equal(policy.GetProperty("user").GetInt32(), properties.GetProperty("securityContext").GetProperty("runAsUser").GetInt32());
        Assert.Equal(policy.GetProperty("group").GetInt32(), properties.GetProperty("securityContext").GetProperty("runAsGroup").GetInt32());
        Assert.Equal(
            policy.GetProperty("mounts").EnumerateArray().Select(mount => (mount.GetProperty("destination").GetString(), mount.GetProperty("readOnly").GetBoolean())).Order(),
            properties.GetProperty("volumeMounts").EnumerateArray().Select(mount => (mount.GetProperty("mountPath").GetString(), mount.GetProperty("readOnly").GetBoolean())).Order());
    }

    [Fact]
    public void Every_variable_of_the_rooms_container_is_allowed_by_the_policy()
    {
        string[] required = [.. Read("infra", "policy.json").GetProperty("requiredVariables").EnumerateArray().Select(variable => variable.GetString()!)];
        HashSet<string?> free = [.. Read("src", "EnclaveHost", "measurement.json").GetProperty("any_value_variables").EnumerateArray().Select(variable => variable.GetString())];
        JsonElement variables = Template.Named("room").Resource("Microsoft.ContainerInstance/containerGroups").GetProperty("properties").GetProperty("containers")[0].GetProperty("properties").GetProperty("environmentVariables");
        (string Name, string Value)[] set = [.. variables.EnumerateArray().Select(variable => (variable.GetProperty("name").GetString()!, variable.GetProperty("value").GetString()!))];
        Findings.None(set.Where(variable => !free.Contains(variable.Name) && !required.Contains($"{variable.Name}={variable.Value}")).Select(variable => variable.Name));
        Findings.None(required.Where(variable => !set.Any(given => $"{given.Name}={given.Value}" == variable)));
    }

    [Fact]
    public void An_output_that_a_parameter_speaks_of_exists()
    {
        foreach (Template template in Template.All)
        {
            foreach (JsonProperty parameter in template.Root.GetProperty("parameters").EnumerateObject())
            {
                string description = parameter.Value.GetProperty("metadata").GetProperty("description").GetString()!;
                foreach (Template other in Template.All.Where(other => description.Contains($"output of {other.Name}.json", StringComparison.Ordinal)))
                {
                    string wanted = other.Name == "identity" && parameter.Name == "identityClient" ? "client" : parameter.Name;
                    Assert.Contains(wanted, other.Declared("outputs"));
                }
            }
        }
    }

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);

    private static JsonElement Read(params string[] path) => JsonElement.Parse(File.ReadAllBytes(Repository.PathTo(path)));
}
