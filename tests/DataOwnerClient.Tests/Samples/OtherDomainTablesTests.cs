using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Samples;

public sealed class OtherDomainTablesTests
{
    private static readonly SampleOptions s_options = new();

    [Fact]
    public void Readmission_depends_on_adherence_that_only_the_registry_knows()
    {
        SampleCsv hospital = Write(new HealthTables(s_options).WriteHospital);
        SampleCsv registry = Write(new HealthTables(s_options).WriteRegistry);
        Assert.Equal(2_000, hospital.Rows.Count);
        Dictionary<string, int> adherence = registry.Column(HealthTables.IdColumn).Zip(registry.Column("adherence_percent"))
            .ToDictionary(pair => pair.First.Trim(), pair => int.Parse(pair.Second));
        (int Adherence, bool Back)[] joined = [.. hospital.Column(HealthTables.IdColumn).Zip(hospital.Column(HealthTables.LabelColumn))
            .Select(pair => (Id: pair.First.Trim().ToUpperInvariant(), Back: pair.Second == "1"))
            .Where(pair => adherence.ContainsKey(pair.Id))
            .Select(pair => (adherence[pair.Id], pair.Back))];
        Assert.Equal(1_400, joined.Length);
        double low = joined.Where(row => row.Adherence < 50).Average(row => row.Back ? 1.0 : 0);
        double high = joined.Where(row => row.Adherence >= 80).Average(row => row.Back ? 1.0 : 0);
        Assert.True(low > 1.5 * high, $"{low} against {high}");
    }

    [Fact]
    public void Some_patients_have_not_consented_and_some_numbers_are_written_carelessly()
    {
        SampleCsv hospital = Write(new HealthTables(s_options).WriteHospital);
        Assert.Equal(["", "no", "yes"], hospital.Column("research_consent").Distinct().Order());
        Assert.Contains(hospital.Column(HealthTables.IdColumn), id => id.StartsWith(' '));
        Assert.Contains(hospital.Column(HealthTables.IdColumn), id => id.StartsWith('p'));
    }

    [Fact]
    public void Fraud_follows_sim_changes_that_only_the_operator_knows()
    {
        SampleCsv bank = Write(new FraudTables(s_options).WriteBank);
        SampleCsv operators = Write(new FraudTables(s_options).WriteOperator);
        HashSet<string> changed = [.. operators.Column(FraudTables.OperatorIdColumn).Zip(operators.Column("sim_age_days"))
            .Where(pair => int.Parse(pair.Second) < 10).Select(pair => pair.First)];
        HashSet<string> known = [.. operators.Column(FraudTables.OperatorIdColumn)];
        (bool Changed, bool Fraud)[] joined = [.. bank.Column(FraudTables.BankIdColumn).Zip(bank.Column(FraudTables.LabelColumn))
            .Select(pair => (Id: "+44" + pair.First.Replace(" ", "")[1..], Fraud: pair.Second == "1"))
            .Where(pair => known.Contains(pair.Id))
            .Select(pair => (changed.Contains(pair.Id), pair.Fraud))];
        double after = joined.Where(row => row.Changed).Average(row => row.Fraud ? 1.0 : 0);
        double without = joined.Where(row => !row.Changed).Average(row => row.Fraud ? 1.0 : 0);
        Assert.True(after > 3 * without, $"{after} against {without}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_gives_others()
    {
        Assert.Equal(Write(new FraudTables(s_options).WriteBank).Rows, Write(new FraudTables(s_options).WriteBank).Rows);
        Assert.NotEqual(Write(new FraudTables(s_options).WriteBank).Rows, Write(new FraudTables(new SampleOptions { Seed = 2 }).WriteBank).Rows);
    }

    [Fact]
    public void A_size_out_of_range_is_the_callers_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealthTables(new SampleOptions { Rows = 9 }));

    private static SampleCsv Write(Action<TextWriter> write)
    {
        StringWriter writer = new();
        write(writer);
        return SampleCsv.Read(writer.ToString());
    }
}
