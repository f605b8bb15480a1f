using System.Globalization;
using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class SchemaInferenceTests
{
    [Theory]
    [InlineData("user_id", "x^y", "Id", "String", "None")]
    [InlineData("is_click", "0|1", "Label", "Int64", "PositiveValue")]
    [InlineData("label", "-1|1", "Label", "Int64", "PositiveValue")]
    [InlineData("is_fraud", "true|false", "Label", "Boolean", "PositiveValue")]
    [InlineData("amount", "12.50|3", "Numeric", "Double", "Bounds")]
    [InlineData("visits", "3|4|5", "Numeric", "Int64", "Bounds")]
    [InlineData("u_phonePrice", "10|12|17", "Numeric", "Int64", "Bounds")]
    [InlineData("slot_id", "16|35|54", "Categorical", "Int64", "Vocabulary")]
    [InlineData("user_group_id", "1|2|3", "Categorical", "Int64", "Vocabulary")]
    [InlineData("product_category_1", "1|2|3", "Categorical", "Int64", "Vocabulary")]
    [InlineData("ad_close_list_v003", "114|219", "MultiValued", "String", "Vocabulary")]
    [InlineData("DateTime", "2017-07-03 10:03|2017-07-03 9:21", "Timestamp", "Timestamp", "None")]
    [InlineData("gender", "Male|Female|", "Categorical", "String", "Vocabulary")]
    [InlineData("tags", "a^b|c", "MultiValued", "String", "Vocabulary")]
    [InlineData("when", "2026-11-22 10:00|2026-11-23T11:30:00Z", "Timestamp", "Timestamp", "None")]
    [InlineData("seen_on", "2026-11-22|2026-11-23", "Timestamp", "Date", "None")]
    [InlineData("pt_d", "202206030326|202206031101", "Timestamp", "Timestamp", "None")]
    [InlineData("diagnosis", "I10|E11", "Sensitive", "String", "None")]
    [InlineData("email", "a@b.example|c@d.example", "Sensitive", "String", "None")]
    [InlineData("research_consent", "yes|no", "Consent", "String", "None")]
    [InlineData("empty", "|", "Sensitive", "String", "None")]
    [InlineData("returning", "yes|no", "Categorical", "Boolean", "Vocabulary")]
    public void A_column_is_proposed_by_its_name_and_the_form_of_its_cells(string name, string cells, string role, string type, string toDeclare)
    {
        string[] values = cells.Split('|');
        string idName = name == "user_id" ? "other" : "user_id";
        StringBuilder text = new($"{idName},{name}\n");
        for (int i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"u{i % 50},{values[i % values.Length]}\n");
        }

        ColumnProposal column = Infer(text.ToString()).Columns[1];
        Assert.Equal((role, type, toDeclare), (column.Plan.Role.ToString(), column.Plan.Type.ToString(), column.ToDeclare.ToString()));
    }

    [Fact]
    public void Proposals_hold_no_value_of_any_cell()
    {
        const string Secret = "74291";
        StringBuilder text = new("user_id,salary,ward,score\n");
        for (int i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Secret}u{i},{Secret},{Secret}w{i % 3},{Secret}.5\n");
        }

        SchemaProposal proposal = Infer(text.ToString());
        string everything = string.Join('\n', proposal.Columns.Select(column => column.ToString()));
        Assert.DoesNotContain(Secret, everything, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_rows_that_identifies_rows_is_not_offered_as_a_category()
    {
        StringBuilder text = new("log_id,user_id\n");
        for (int i = 0; i < 300; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{1000 + i},u{i % 20}\n");
        }

        Assert.Equal("Sensitive", Infer(text.ToString()).Columns[0].Plan.Role.ToString());
    }

    [Fact]
    public void A_column_that_sounds_like_an_identifier_and_holds_a_few_groups_is_a_category()
    {
        StringBuilder text = new("user_id,user_group_id,device_id,phone\n");
        for (int i = 0; i < 3000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"u{i},{i % 2},{i % 40},{i % 2}\n");
        }

        string[] roles = [.. Infer(text.ToString()).Columns.Select(column => column.Plan.Role.ToString())];
        Assert.Equal(["Id", "Categorical", "Sensitive", "Sensitive"], roles);
    }

    [Fact]
    public void The_owner_may_name_the_identifier()
    {
        using MemoryStream stream = new("a,b\n1,2\n"u8.ToArray());
        Assert.True(SchemaInference.TryInfer(stream, [], "b", null, out SchemaProposal? proposal, out _));
        Assert.Equal("b", proposal.Columns.Single(column => column.Plan.Role.ToString() == "Id").Plan.Name);
        Assert.False(SchemaInference.TryInfer(stream, [], "c", null, out _, out IngestionRefusal? refusal));
        Assert.Equal(IngestionFailure.MissingColumn, refusal.Failure);
    }

    [Fact]
    public void Without_anything_like_an_identifier_a_file_is_refused()
    {
        using MemoryStream stream = new("price,clicks\n1,2\n"u8.ToArray());
        Assert.False(SchemaInference.TryInfer(stream, [], null, null, out _, out IngestionRefusal? refusal));
        Assert.Equal(IngestionFailure.NoIdColumn, refusal.Failure);
    }

    [Fact]
    public void What_is_proposed_for_the_sample_tables_ingests_every_row()
    {
        AdvertisingTables tables = new(AdvertisingOptions.ForRows(2_000));
        AssertIngests(tables.WriteAds, "user_id", "label", 2_000);
        AssertIngests(tables.WriteFeeds, "u_userId", "label", 1_000);
        AssertIngests(new HealthTables(new SampleOptions()).WriteHospital, "patient_id", "readmitted_30d", 2_000);
        AssertIngests(new FraudTables(new SampleOptions()).WriteBank, "customer_phone", "is_fraud", 2_000);
    }

    [Theory]
    [InlineData("digix", "train_data_ads.sample.csv", "user_id", "label", 2_999)]
    [InlineData("digix", "train_data_feeds.sample.csv", "u_userId", "label", 2_999)]
    [InlineData("ydata_ctr", "ctr_60k.csv", "user_id", "is_click", 60_228)]
    public void What_is_proposed_for_real_tables_ingests_every_row(string folder, string file, string id, string label, int rows)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(SharedData.Require("data", folder, file));
        AssertIngests(bytes, id, label, rows);
    }

    private static void AssertIngests(Action<TextWriter> write, string id, string label, int rows)
    {
        StringWriter writer = new();
        write(writer);
        AssertIngests(Encoding.UTF8.GetBytes(writer.ToString()), id, label, rows);
    }

    private static void AssertIngests(byte[] bytes, string id, string label, int rows)
    {
        using MemoryStream stream = new(bytes);
        Assert.True(SchemaInference.TryInfer(stream, [], null, null, out SchemaProposal? proposal, out IngestionRefusal? refusal), refusal?.ToString());
        Assert.Equal(id, proposal.Columns.Single(column => column.Plan.Role.ToString() == "Id").Plan.Name);
        Assert.Equal(label, proposal.Columns.Single(column => column.Plan.Role.ToString() == "Label").Plan.Name);
        (_, IngestionReport report) = Csv.Accepted(Csv.Ingest(bytes, Csv.Plan with { Columns = [.. proposal.Columns.Select(column => column.Plan)], MaximumBadShare = 0 }));
        Assert.Equal(rows, report.RowsRead);
        Assert.Equal(0, report.BadRows);
    }

    private static SchemaProposal Infer(string text)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        Assert.True(SchemaInference.TryInfer(stream, [], null, null, out SchemaProposal? proposal, out IngestionRefusal? refusal), refusal?.ToString());
        return proposal;
    }
}
