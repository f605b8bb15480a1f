using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Demo;

/// <summary><c>demo</c> with the user's own tables, its output piped.</summary>
public sealed class OwnTablesTests(TestWorld world)
{
    [Fact]
    public async Task With_a_label_on_either_side_both_directions_are_trained_and_piped_output_is_plain_lines()
    {
        OwnTables tables = new(world, 500, "label", "label");
        DemoFolder folder = new(world);
        string[] lines = await folder.RunAsync([.. tables.Options, "--label", "label"]);

        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        Assert.Equal(2, lines.Count(line => line.Contains("match rate", StringComparison.Ordinal)));
        Assert.Contains("      predicting advertiser-ads.label", lines);
        Assert.Contains("      predicting publisher-feeds.label", lines);
        Assert.Equal(2, lines.Count(line => line.Contains("Private model. Predicting", StringComparison.Ordinal)));

        // A narrow terminal is none of a pipe's business: the longest lines are whole.
        Assert.Contains(lines, line => line.Contains("every person in any of the tables", StringComparison.Ordinal) && line.Contains("epsilon", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("403 Forbidden; x-ms-sevsnpvm-hostdata", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("refused: a result with one changed byte", StringComparison.Ordinal) && line.Contains("wanted", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("denial.budgetExhausted", StringComparison.Ordinal));
        Assert.Equal(0, (await VerifyCommand.RunAsync(world, folder.File("result.cose"), "--keys", folder.File("keys"))).Code);
        Assert.Contains("<svg", await File.ReadAllTextAsync(folder.File("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_label_in_the_publishers_table_alone_the_publisher_is_the_one_who_asks_for_a_model()
    {
        OwnTables tables = new(world, 500, "engaged", "note");
        string[] lines = await new DemoFolder(world).RunAsync([.. tables.Options, "--label", "engaged"]);
        Assert.Contains("      predicting publisher-feeds.engaged", lines);
        Assert.DoesNotContain(lines, line => line.Contains("predicting advertiser-ads", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("Private model. Predicting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_that_share_nobody_get_an_overlap_of_about_nobody_no_model_and_a_kind_sentence()
    {
        OwnTables tables = new(world, 5000, "label", "label");
        string[] lines = await new DemoFolder(world).RunAsync([.. tables.Options, "--label", "label"]);
        Assert.Equal(2, lines.Count(line => line.Contains("match rate", StringComparison.Ordinal)));

        // Once in 40 runs the noise makes the overlap stand out of its interval. Then a model is asked for, and its noise says the same.
        bool isModelAsked = lines.Any(line => line.Contains("Private model. Predicting", StringComparison.Ordinal));
        string kind = isModelAsked ? "too few people are in both tables for a model" : "The tables share nobody, or too few people to tell from nobody.";
        Assert.Contains(lines, line => line.Contains(kind, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_label_that_neither_table_has_is_refused_by_name()
    {
        OwnTables tables = new(world, 500, "label", "label");
        using ClientProgram demo = new DemoFolder(world).Start([.. tables.Options, "--label", "clicks"]);
        Assert.Equal(2, await demo.WaitForEndAsync());
        Assert.Contains("Neither table has a column 'clicks'", demo.Errors, StringComparison.Ordinal);
    }
}
