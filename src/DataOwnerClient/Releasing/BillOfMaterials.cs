using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Releasing;

/// <summary>
/// What a published program is made of, as CycloneDX 1.6 in JSON: its own projects, every package with the digest that the lock file
/// pins, the runtime. No time, no serial number, everything sorted: the same program gives the same bytes.
/// </summary>
/// <remarks>Source: the program's own <c>.deps.json</c>, which lists what was published, held against <c>packages.lock.json</c>.</remarks>
internal sealed class BillOfMaterials
{
    internal const string FileName = "sbom.cdx.json";

    private const string RuntimePack = "runtimepack.";

    private readonly SortedDictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private readonly string _program;

    private BillOfMaterials(string program) => _program = program;

    /// <summary>Reads what was published and holds it against what was locked.</summary>
    /// <param name="dependencies">The program's <c>.deps.json</c>.</param>
    /// <param name="locked">The program's <c>packages.lock.json</c>.</param>
    /// <param name="program">The program's name among the libraries.</param>
    /// <exception cref="ClientException">A file is malformed, or a package was published that the lock file does not pin so.</exception>
    internal static BillOfMaterials Read(byte[] dependencies, byte[] locked, string program)
    {
        try
        {
            using JsonDocument published = JsonDocument.Parse(dependencies);
            using JsonDocument pinned = JsonDocument.Parse(locked);
            return Read(published.RootElement, pinned.RootElement, program);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw ClientException.Usage($"These are not the .deps.json of a published program and its packages.lock.json: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the bill.</summary>
    /// <returns>Indented UTF-8 JSON that ends in a line feed.</returns>
    internal byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("bomFormat", "CycloneDX");
            writer.WriteString("specVersion", "1.6");
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("metadata");
            writer.WritePropertyName("component");
            WritePart(writer, _parts[_program], "application");
            writer.WriteEndObject();
            writer.WriteStartArray("components");
            foreach (Part part in _parts.Values.Where(part => part.Reference != _parts[_program].Reference))
            {
                WritePart(writer, part, "library");
            }

            writer.WriteEndArray();
            writer.WriteStartArray("dependencies");
            foreach (Part part in _parts.Values)
            {
                writer.WriteStartObject();
                writer.WriteString("ref", part.Reference);
                writer.WriteStartArray("dependsOn");
                foreach (string name in part.Uses.Where(_parts.ContainsKey).Order(StringComparer.Ordinal))
                {
                    writer.WriteStringValue(_parts[name].Reference);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    private static BillOfMaterials Read(JsonElement published, JsonElement pinned, string program)
    {
        BillOfMaterials bill = new(program);
        Dictionary<string, JsonElement> locks = Locks(pinned);
        JsonElement target = published.GetProperty("targets").GetProperty(published.GetProperty("runtimeTarget").GetProperty("name").GetString()!);

        // What is called a reference stands once more as the project that it refers to.
        foreach (JsonProperty library in published.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() != "reference"))
        {
            string[] identity = library.Name.Split('/');
            string[] uses = target.TryGetProperty(library.Name, out JsonElement entry) && entry.TryGetProperty("dependencies", out JsonElement needed)
                ? [.. needed.EnumerateObject().Select(each => each.Name)]
                : [];
            string kind = library.Value.GetProperty("type").GetString()!;
            string? digest = kind == "package" ? RequireLocked(identity[0], identity[1], library.Value.GetProperty("sha512").GetString()!, locks) : null;
            bill._parts.Add(identity[0], new Part(identity[0], identity[1], kind, digest, uses));
        }

        return bill._parts.ContainsKey(program) ? bill : throw new FormatException($"'{program}' is not among the libraries");
    }

    private static Dictionary<string, JsonElement> Locks(JsonElement pinned)
    {
        Dictionary<string, JsonElement> locks = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty package in pinned.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
        {
            // What is for one platform only stands once more, with the same digest.
            locks[package.Name] = package.Value;
        }

        return locks;
    }

    private static string RequireLocked(string name, string version, string digest, Dictionary<string, JsonElement> locks)
    {
        bool isLocked = locks.TryGetValue(name, out JsonElement entry)
            && entry.GetProperty("resolved").GetString() == version && "sha512-" + entry.GetProperty("contentHash").GetString() == digest;
        return isLocked
            ? Convert.ToHexStringLower(Convert.FromBase64String(digest["sha512-".Length..]))
            : throw new ClientException($"{name} {version} was published with another digest than packages.lock.json pins, or is not in it. Do not release this.");
    }

    private static void WritePart(Utf8JsonWriter writer, Part part, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("bom-ref", part.Reference);
        writer.WriteString("name", part.Name);
        writer.WriteString("version", part.Version);
        if (part.Digest is not null)
        {
            writer.WriteStartArray("hashes");
            writer.WriteStartObject();
            writer.WriteString("alg", "SHA-512");
            writer.WriteString("content", part.Digest);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        if (part.Kind != "project")
        {
            writer.WriteString("purl", part.Reference);
        }

        writer.WriteEndObject();
    }

    /// <summary>One library of the published program.</summary>
    private sealed record Part(string Library, string Version, string Kind, string? Digest, IReadOnlyList<string> Uses)
    {
        internal string Name => Library.StartsWith(RuntimePack, StringComparison.Ordinal) ? Library[RuntimePack.Length..] : Library;

        internal string Reference => Kind == "project" ? $"project:{Name}@{Version}" : new StringBuilder("pkg:nuget/").Append(Name).Append('@').Append(Version).ToString();
    }
}
