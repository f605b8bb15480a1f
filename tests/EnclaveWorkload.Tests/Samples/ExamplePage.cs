using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>
/// The example of a page in docs/questions: tables as <c>csv name</c> blocks, the question as a <c>json</c> block, and lines
/// <c>| figure | true value | entries | within |</c> of what comes out.
/// </summary>
internal sealed partial class ExamplePage
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _text;

    public ExamplePage(string kind) => _text = System.IO.File.ReadAllText(Repository.PathTo("docs", "questions", kind + ".md")).ReplaceLineEndings("\n");

    public Query Query => JsonSerializer.Deserialize<Query>(Block("json"), s_json)!;

    /// <summary>The figures, by name: the true value, how many noised entries it adds up, and the half-width of its interval.</summary>
    public IReadOnlyDictionary<string, (double True, int Entries, long Within)> Figures => FigureLine().Matches(_text).ToDictionary(
        match => match.Groups[1].Value.Trim(),
        match => (Number(match.Groups[2].Value), (int)Number(match.Groups[3].Value), (long)Number(match.Groups[4].Value)));

    public SceneTable Table(DatasetTerms terms) => SceneTable.Parse(terms, Block("csv " + terms.Id));

    /// <summary>Compares every line with what the room computes: without noise, and how wide the noise is at the question's own price.</summary>
    /// <param name="scene">The page's tables.</param>
    /// <param name="figures">Each line's figure of a noiseless answer, and the place among the plan's mechanisms of that which makes it.</param>
    public void Holds<TAnswer>(Scene scene, Func<TAnswer, Dictionary<string, (Figure Figure, int Mechanism)>> figures)
        where TAnswer : Answer
    {
        Dictionary<string, (Figure Figure, int Mechanism)> computed = figures(Run.Answer<TAnswer>(scene, Query with { NanoRho = 10_000_000_000_000 }));
        Assert.Equal(computed.Keys.Order(StringComparer.Ordinal), Figures.Keys.Order(StringComparer.Ordinal));
        QueryPlan plan = QueryPlanner.Plan(scene.Agreement, Query);
        foreach ((string name, (double exact, int entries, long within)) in Figures)
        {
            Assert.Equal(exact, computed[name].Figure.Estimate, 0.005);
            DifferentialPrivacy.NoisyCounts counts = Assert.IsType<DifferentialPrivacy.NoisyCounts>(plan.Privacy.Mechanisms[computed[name].Mechanism]);
            Assert.Equal((name, new SumWidths(counts.Noise).Of(entries, together: 1)), (name, within));
        }
    }

    private static double Number(string text) => double.Parse(text.Trim().Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private string Block(string name)
    {
        string start = $"```{name}\n";
        int from = _text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"no block '{name}'");
        from += start.Length;
        return _text[from.._text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\|([^|]+)\| *([0-9.,]+) *\| *([0-9]+) *\| *± *([0-9,]+) *\|$", RegexOptions.Multiline)]
    private static partial Regex FigureLine();
}
