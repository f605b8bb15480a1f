using System.Text;
using EnclaveCleanRoom.EnclaveHost.Scoring;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Scoring;

/// <summary>Rows as a caller writes them: what is read of them, and what is refused with which reason.</summary>
public sealed class ScoringRowsTests
{
    private const string Form = "the body is JSON";

    [Theory]
    [InlineData("""{"price": 3, "slot": "top"}""", 0.5 + 1 + 4)]
    [InlineData("""{"price": "3", "slot": "side"}""", 0.5 + 1)]
    [InlineData("""{"price": 5.5}""", 0.5 + 2)]
    [InlineData("""{"price": 1e1}""", 0.5 + 2)]
    [InlineData("""{"price": -7}""", 0.5 + 1)]
    [InlineData("""{"price": null, "slot": null}""", 0.5 - 1)]
    [InlineData("""{"price": "", "slot": "roof"}""", 0.5 - 1)]
    [InlineData("""{}""", 0.5 - 1)]
    [InlineData("""{"shown_at": "2026-06-01T12:30:00Z", "tags": "a^b^a", "price": 6}""", 0.5 + 2)]
    public void A_row_is_scored_by_the_names_of_its_features(string row, double logOdds)
    {
        ScoringModel model = SampleModel.Read();
        Assert.True(TryRead($$"""{"rows": [{{row}}]}""", model, out double[][]? rows, out _));
        Assert.Equal(logOdds, model.Score(Assert.Single(rows)));
    }

    [Fact]
    public void Values_outside_the_bounds_count_as_the_nearest_and_moments_and_lists_as_the_room_reads_them()
    {
        Assert.True(TryRead("""{"rows": [{"price": 1000, "slot": "top", "shown_at": "2026-06-01T12:30:00Z", "tags": "a^b^a"}]}""", SampleModel.Read(), out double[][]? rows, out _));
        Assert.Equal([10, 1, 12.5, 2], rows[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"rows": {}}""")]
    [InlineData("""{"rows": null}""")]
    [InlineData("""{"rows": []}""")]
    [InlineData("""{"rows": [1]}""")]
    [InlineData("""{"rows": [[3, "top"]]}""")]
    [InlineData("""{"rows": [{}]""")]
    [InlineData("""{"rows": [{}]} more""")]
    [InlineData("""{"rows": [{"price": 1, "price": 2}]}""")]
    [InlineData("""{"rows": [{}], "rows": [{}]}""")]
    [InlineData("""{"rows": [{"slot": "\ud800"}]}""")]
    [InlineData("""{"rows": [{"\udc00": "top"}]}""")]
    [InlineData("""{"rows": [{"price": NaN}]}""")]
    public void What_is_not_of_the_form_is_refused(string body) => Refused(Form, body);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.False(ScoringRows.TryRead(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D }, SampleModel.Read(), out _, out _));

    [Fact]
    public void Nesting_without_end_is_refused() => Refused(Form, "{\"rows\": " + new string('[', 100_000));

    [Fact]
    public void As_many_rows_as_the_limit_are_read_and_one_more_is_refused()
    {
        Assert.True(TryRead(Rows(ScoringRows.Maximum), SampleModel.Read(), out double[][]? rows, out _));
        Assert.Equal(ScoringRows.Maximum, rows.Length);
        Refused($"1 to {ScoringRows.Maximum} rows", Rows(ScoringRows.Maximum + 1));

        static string Rows(int count) => $$"""{"rows": [{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""";
    }

    [Fact]
    public void A_name_that_is_no_feature_is_refused_and_not_repeated()
    {
        string problem = Refused("no feature of the model", """{"rows": [{"price": 1}, {"private": 1}]}""");
        Assert.DoesNotContain("private", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("price", "\"dear\"")]
    [InlineData("price", "\"NaN\"")]
    [InlineData("price", "1e999")]
    [InlineData("price", "\"Infinity\"")]
    [InlineData("price", "true")]
    [InlineData("price", "[3]")]
    [InlineData("price", "{}")]
    [InlineData("slot", "false")]
    [InlineData("slot", "[\"top\"]")]
    [InlineData("shown_at", "\"yesterday\"")]
    public void A_value_of_another_type_than_its_feature_is_refused_and_not_repeated(string feature, string value)
    {
        string problem = Refused($"feature {feature}", $$"""{"rows": [{"{{feature}}": {{value}}}]}""");
        Assert.DoesNotContain(value.Trim('"'), problem, StringComparison.Ordinal);
    }

    private static string Refused(string reason, string body)
    {
        Assert.False(TryRead(body, SampleModel.Read(), out _, out string problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        return problem;
    }

    private static bool TryRead(string body, ScoringModel model, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out double[][]? rows, out string problem) =>
        ScoringRows.TryRead(Encoding.UTF8.GetBytes(body), model, out rows, out problem);
}
