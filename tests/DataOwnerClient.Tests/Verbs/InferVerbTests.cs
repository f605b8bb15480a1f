namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class InferVerbTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Proposals_say_what_is_left_to_declare_and_show_no_value()
    {
        _shell.WriteFile("stays.csv", "patient_id,ward,age,readmitted_label\nP-1,cardiology,61,1\nP-2,surgery,47,0\nP-3,surgery,50,0\n");

        string output = _shell.Do("infer stays.csv --id patient_id");

        Assert.Contains("patient_id        String     Id", output, StringComparison.Ordinal);
        Assert.Contains(">> declare a public vocabulary, or that values are discovered, at a cost", output, StringComparison.Ordinal);
        Assert.Contains(">> declare bounds, or leave them undisclosed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("cardiology", output, StringComparison.Ordinal);
        Assert.DoesNotContain("61", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_as_JSON_take_no_domain_from_the_data()
    {
        _shell.WriteFile("stays.csv", "patient_id,ward,age\nP-1,cardiology,61\nP-2,surgery,47\nP-3,surgery,50\n");

        string output = _shell.Do("infer stays.csv --id patient_id --json");

        Assert.Contains("\"role\": \"numeric\"", output, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"discovered\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("surgery", output, StringComparison.Ordinal);
        Assert.DoesNotContain("minimum", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_an_id_says_to_name_one()
    {
        _shell.WriteFile("plain.csv", "colour,size\nred,1\nblue,2\n");

        Shell.Outcome outcome = _shell.Run("infer plain.csv");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("NoIdColumn", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--id COLUMN", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_matter_of_usage()
    {
        Shell.Outcome outcome = _shell.Run("infer none.csv");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("none.csv cannot be read", outcome.Error, StringComparison.Ordinal);
    }
}
