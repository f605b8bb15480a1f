using System.Text.Json;
using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Infrastructure;

/// <summary>A deployment template of <c>infra/templates</c>.</summary>
internal sealed partial class Template
{
    private Template(string name, JsonElement root) => (Name, Root) = (name, root);

    internal static IReadOnlyList<Template> All { get; } =
        [.. Directory.EnumerateFiles(Repository.PathTo("infra", "templates"), "*.json").Order(StringComparer.Ordinal).Select(path => new Template(Path.GetFileNameWithoutExtension(path), JsonElement.Parse(File.ReadAllBytes(path))))];

    internal string Name { get; }

    internal JsonElement Root { get; }

    internal static Template Named(string name) => All.Single(template => template.Name == name);

    /// <summary>Every text of it, members' names among them: an expression may stand in either.</summary>
    internal IEnumerable<string> Texts => TextsOf(Root);

    internal IEnumerable<string> Expressions => Texts.Where(text => text.StartsWith('[') && text.EndsWith(']'));

    internal IEnumerable<string> Declared(string section) =>
        Root.TryGetProperty(section, out JsonElement members) ? members.EnumerateObject().Select(member => member.Name) : [];

    /// <summary>The names that expressions ask for by a function, such as <c>parameters</c>.</summary>
    internal IEnumerable<string> Used(string function) =>
        Expressions.SelectMany(text => Call().Matches(text)).Where(call => call.Groups[1].Value == function).Select(call => call.Groups[2].Value).Distinct();

    /// <summary>The single resource of a type.</summary>
    internal JsonElement Resource(string type) => Root.GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("type").GetString() == type);

    private static IEnumerable<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TextsOf(member.Value).Prepend(member.Name)),
        _ => [],
    };

    [GeneratedRegex(@"\b(parameters|variables)\('([A-Za-z]+)'\)")]
    private static partial Regex Call();
}
