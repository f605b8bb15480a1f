using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>A question as a JSON file, in the form that jobs carry it.</summary>
internal static class QueryFile
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads a question.</summary>
    /// <exception cref="ClientException">It is none, or the agreement has no terms for it; with those that it has.</exception>
    internal static Query Parse(byte[] json, string path, Agreement agreement)
    {
        Query query;
        try
        {
            query = JsonSerializer.Deserialize<Query>(json, s_strict) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw ClientException.Usage(
                $"{path} is no question: {exception.Message} A question is written such as {{\"kind\":\"overlap\",\"terms\":\"overlap\",\"nanoRho\":10000000}}.", exception);
        }

        return agreement.FindTerms(query.Terms) is not null
            ? query
            : throw new ClientException($"The agreement has no terms '{query.Terms}', but {string.Join(", ", agreement.Queries.Select(terms => terms.Id))}.");
    }
}
