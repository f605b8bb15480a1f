using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>A question as a JSON file, in the form that jobs carry it. What is wrong with it is said in the words of the file.</summary>
internal static class QueryFile
{
    private const string KindMember = "kind";

    private const string Example = "A question is written such as {\"kind\":\"overlap\",\"terms\":\"overlap\",\"nanoRho\":10000000}.";

    private static readonly JsonSerializerOptions s_strict = CreateOptions();

    private static readonly Dictionary<string, Type> s_kinds = typeof(Query).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => (string)derived.TypeDiscriminator!, derived => derived.DerivedType);

    /// <summary>Reads a question.</summary>
    /// <exception cref="ClientException">It is none, or the agreement has no terms of its kind by that name; with what was probably meant.</exception>
    internal static Query Parse(byte[] json, string path, Agreement agreement)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            CheckMembers(document.RootElement, path);
            Query query = JsonSerializer.Deserialize<Query>(json, s_strict)!;
            CheckTerms(query, path, agreement);
            return query;
        }
        catch (JsonException exception)
        {
            throw NoQuestion(path, Explain(exception), exception);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or FormatException)
        {
            throw NoQuestion(path, exception.Message, exception);
        }
    }

    /// <summary>Writes a question as a file would hold it, on one line.</summary>
    internal static string Write(Query query) => JsonSerializer.Serialize(query, s_strict);

    /// <summary>Members by their names, before any value is read: a name that is nearly right is the commonest mistake.</summary>
    private static void CheckMembers(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw NoQuestion(path, "it is no JSON object.");
        }

        if (!root.TryGetProperty(KindMember, out JsonElement kind) || kind.ValueKind != JsonValueKind.String)
        {
            throw NoQuestion(path, $"it has no \"kind\": one of {string.Join(", ", s_kinds.Keys)}.");
        }

        if (!s_kinds.TryGetValue(kind.GetString()!, out Type? type))
        {
            throw NoQuestion(path, $"there is no kind '{kind.GetString()}'; {NearestName.Suggest(kind.GetString()!, s_kinds.Keys)}");
        }

        Dictionary<string, JsonPropertyInfo> known = s_strict.GetTypeInfo(type).Properties.ToDictionary(property => property.Name);
        HashSet<string> written = [.. root.EnumerateObject().Select(member => member.Name)];
        string? unknown = written.FirstOrDefault(name => name != KindMember && !known.ContainsKey(name));
        if (unknown is not null)
        {
            throw NoQuestion(path, $"a question of kind '{kind.GetString()}' has no '{unknown}'; {NearestName.Suggest(unknown, known.Keys)}");
        }

        string[] missing = [.. known.Values.Where(property => property.IsRequired && !written.Contains(property.Name)).Select(property => property.Name)];
        if (missing.Length > 0)
        {
            throw NoQuestion(path, $"a question of kind '{kind.GetString()}' also needs {string.Join(", ", missing)}.");
        }
    }

    private static void CheckTerms(Query query, string path, Agreement agreement)
    {
        string[] names = [.. agreement.Queries.Select(terms => terms.Id.ToString())];
        QueryTerms terms = agreement.FindTerms(query.Terms)
            ?? throw new ClientException($"{path}: the agreement has no terms '{query.Terms}'; {NearestName.Suggest(query.Terms.ToString(), names)}");
        string asked = KindOf(typeof(Query), query.GetType());
        string agreed = KindOf(typeof(QueryTerms), terms.GetType());
        if (asked != agreed)
        {
            throw new ClientException($"{path}: the terms '{query.Terms}' are for questions of kind '{agreed}', and this one is of kind '{asked}'.");
        }
    }

    private static string KindOf(Type declaring, Type type) => (string)declaring.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
        .Cast<JsonDerivedTypeAttribute>()
        .Single(derived => derived.DerivedType == type)
        .TypeDiscriminator!;

    private static string Explain(JsonException exception)
    {
        int end = exception.Message.IndexOf(" Path:", StringComparison.Ordinal);
        string message = end < 0 ? exception.Message : exception.Message[..end];
        string place = exception.LineNumber is { } line ? $"line {line + 1}" : "somewhere";
        if (exception.Path is not { Length: > 2 } at)
        {
            return $"{place}: {message}";
        }

        // The serializer speaks of its own types; what a person needs is the member and that its value is not of its kind.
        return message.Contains("System.", StringComparison.Ordinal) || message.Contains("EnclaveCleanRoom.", StringComparison.Ordinal)
            ? $"{place}: the value of {at[2..]} is not of the right kind, or out of range: amounts are whole numbers, names are texts."
            : $"{place}, {at[2..]}: {message}";
    }

    private static ClientException NoQuestion(string path, string why, Exception? inner = null) =>
        ClientException.Usage($"{path} is no question: {why} {Example}", inner);

    private static JsonSerializerOptions CreateOptions()
    {
        JsonSerializerOptions options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
