using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>A page of docs/questions, whose example is computed again by a test.</summary>
internal sealed class QuestionPage(string name)
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
    private readonly string[] _lines = File.ReadAllLines(Repository.PathTo("docs", "questions", name));

    /// <summary>The page, its lines put together.</summary>
    public string Text => string.Join(' ', _lines);

    /// <summary>The first block of JSON: how the example is asked.</summary>
    public TQuery Query<TQuery>()
        where TQuery : Query
    {
        int start = Array.IndexOf(_lines, "```json");
        int end = Array.IndexOf(_lines, "```", start);
        return Assert.IsType<TQuery>(JsonSerializer.Deserialize<Query>(string.Join('\n', _lines[(start + 1)..end]), s_strict));
    }

    /// <summary>The cells of the table whose header holds these columns.</summary>
    public IReadOnlyList<string[]> Table(params string[] header)
    {
        int start = Array.FindIndex(_lines, line => Cells(line).SequenceEqual(header));
        Assert.True(start >= 0, $"There is no table with the header {string.Join(", ", header)}.");
        return [.. _lines[(start + 2)..].TakeWhile(line => line.StartsWith('|')).Select(Cells)];
    }

    private static string[] Cells(string line) => line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))] : [];
}
