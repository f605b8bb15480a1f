using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.Lift;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>A publisher's arms and a shop's outcomes, times in seconds.</summary>
internal static class Experiment
{
    private const long Second = 1_000_000;

    public static DatasetId Shop { get; } = DatasetId.Parse("shop");

    public static DatasetId Arms { get; } = DatasetId.Parse("arms");

    public static ColumnReference Amount { get; } = Sample.Column(Shop, "amount");

    public static LiftTerms ByLabel { get; } = new()
    {
        Id = TermsId.Parse("lift"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Arm = Sample.Column(Arms, "arm"),
        Treatment = "exposed",
        Control = "held out",
        TreatmentPermille = 500,
        Outcome = new LabelOutcome { Label = Sample.Column(Shop, "label") },
        Values = [new PersonValue { Column = Amount, MaximumPerPerson = 40 }],
    };

    public static LiftTerms Within { get; } = ByLabel with
    {
        Outcome = new WithinOutcome { ConvertedAt = Sample.Column(Shop, "bought_at"), AssignedAt = Sample.Column(Arms, "assigned_at"), LongestWindowSeconds = 3_000_000 },
    };

    public static LiftQuery Ask(LiftTerms terms, long window = 100) =>
        new() { Terms = terms.Id, NanoRho = 1_000_000_000, WindowSeconds = terms.Outcome is WithinOutcome ? window : 0, Values = [Amount] };

    public static Agreement Agreement(LiftTerms terms) => Sample.Agreement(terms) with
    {
        Datasets =
        [
            Dataset(
                Shop,
                Column("buyer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("bought_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                Column("amount", ColumnType.Double, ColumnRole.Numeric, new UndisclosedDomain()),
                Column("label", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" })),
            Dataset(
                Arms,
                Column("viewer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("assigned_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                Column("arm", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["exposed", "held out", "third"] })),
        ],
    };

    public static TableRun Run(LiftTerms terms, LiftQuery query, Neighbours<Assigned, Outcome> rows, int seed = 1) => new(
        Agreement(terms),
        query,
        new Table(
            new StringColumn("viewer", [.. rows.Primary.Select(row => row.Id)]),
            new TimestampColumn("assigned_at", [.. rows.Primary.Select(row => (row.At ?? 0) * Second)], new Bitmap([.. rows.Primary.Select(row => row.At is not null)])),
            new StringColumn("arm", [.. rows.Primary.Select(row => row.Arm)])),
        new Table(
            new StringColumn("buyer", [.. rows.Partner.Select(row => row.Id)]),
            new TimestampColumn("bought_at", [.. rows.Partner.Select(row => (row.At ?? 0) * Second)], new Bitmap([.. rows.Partner.Select(row => row.At is not null)])),
            new DoubleColumn("amount", [.. rows.Partner.Select(row => row.Amount)]),
            new Int64Column("label", [.. rows.Partner.Select(row => row.Label)])),
        seed);

    public static PeopleByArm Exact(LiftTerms terms, LiftQuery query, Neighbours<Assigned, Outcome> rows)
    {
        using TableRun run = Run(terms, query, rows);
        return Assert.IsType<PeopleByArm>(run.Bounded);
    }

    public static Neighbours<Assigned, Outcome> Random(ulong seed, int people = 10, int assigned = 16, int outcomes = 30)
    {
        SplitMix random = new(seed);
        string? Someone(int first) => random.Below(25) == 0 ? null : $"person-{first + random.Below(people * 3 / 4)}";
        long? At() => random.Below(12) == 0 ? null : random.Below(200);
        return new Neighbours<Assigned, Outcome>(
            [
                .. Enumerable.Range(0, assigned).Select(_ => new Assigned(Someone(0), random.Below(9) switch { 0 => null, 1 => "third", < 5 => "exposed", _ => "held out" }, At())),
                new Assigned("heavy", "exposed"),
            ],
            [
                .. Enumerable.Range(0, outcomes).Select(_ => new Outcome(Someone(people / 4), At(), random.Below(60) - 10.5, random.Below(2))),
                new Outcome("heavy", 1, 30), new Outcome("heavy", 2, 1e9),
            ]);
    }

    private static DatasetTerms Dataset(DatasetId id, params ColumnTerms[] columns) => Sample.FeedsTerms with { Id = id, Columns = columns };

    private static ColumnTerms Column(string name, ColumnType type, ColumnRole role, ColumnDomain domain) => new() { Name = name, Type = type, Role = role, Domain = domain };
}
