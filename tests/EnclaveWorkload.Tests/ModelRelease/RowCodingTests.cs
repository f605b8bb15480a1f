using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

/// <summary>Whoever scores rows of their own codes cells, as they stand in a file, exactly as the room codes the columns it trains on.</summary>
public sealed class RowCodingTests
{
    private static readonly HashedDomain s_hashed = new() { Buckets = 997 };
    private static readonly NumberDomain s_outcome = new() { Low = 0, High = 1 };

    public static TheoryData<string> Columns => [.. Cells.Keys];

    private static Dictionary<string, (ColumnTerms Terms, FeatureDomain Domain, Column Column, string[] Texts)> Cells { get; } = new()
    {
        ["truth"] = (Terms(ColumnType.Boolean), s_hashed, new BooleanColumn("c", [true, false, true]), ["Yes", "0", "true"]),
        ["whole number"] = (Terms(ColumnType.Int64), s_hashed, new Int64Column("c", [7, -1, 0]), ["+7", "-1", "00"]),
        ["number"] = (Terms(ColumnType.Double), s_hashed, new DoubleColumn("c", [1.5, -0.0, 1e21]), ["1.50", "-0", "1E+21"]),
        ["text"] = (Terms(ColumnType.String), s_hashed, new StringColumn("c", ["news", " news", "News"]), ["news", " news", "News"]),
        ["text of a vocabulary"] = (Terms(ColumnType.String), new CategoryDomain { Values = ["news", "sport"] }, new StringColumn("c", ["sport", "weather", null]), ["sport", "weather", ""]),
        ["amount"] = (Terms(ColumnType.Double, ColumnRole.Numeric), new NumberDomain { Low = -1, High = 10 }, new DoubleColumn("c", [0.25, 11, -5]), [" 0.250", "11", "-5"]),
        ["label by a word"] = (Label(ColumnType.String, "yes"), s_outcome, new StringColumn("c", ["yes", "no", null]), ["yes", "no", ""]),
        ["label by 0"] = (Label(ColumnType.Int64, "0"), s_outcome, new Int64Column("c", [0, 1, 2]), ["0", "1", "2"]),
        ["label by a word for truth"] = (Label(ColumnType.Boolean, "yes"), s_outcome, new BooleanColumn("c", [true, false, true]), ["y", "F", "1"]),
        ["label by a signed number"] = (Label(ColumnType.Int64, "+1"), s_outcome, new Int64Column("c", [1, 0, -1]), ["1", "0", "-1"]),
        ["label by truth"] = (Label(ColumnType.Boolean, "true"), s_outcome, new BooleanColumn("c", [true, false, true]), ["y", "F", "1"]),
        ["label by a number"] = (Label(ColumnType.Double, "1"), s_outcome, new DoubleColumn("c", [1, 0, 2]), ["1.0", "0", "2"]),
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_cell_of_a_file_has_the_code_of_the_column_it_was_read_into(string name)
    {
        (ColumnTerms terms, FeatureDomain domain, Column column, string[] texts) = Cells[name];
        DatasetTerms ads = Sample.Agreement().Datasets.Single(dataset => dataset.Id == Sample.Ads);
        ModelFeature feature = new() { Name = "feature", Column = Sample.Column(Sample.Ads, terms.Name), Reading = FeatureReading.Value, Domain = domain, Source = DomainSource.Agreed };
        double[] read = RowFeatures.Read(new OpenedTable(ads with { Columns = [.. ads.Columns.Where(column => column.Role == ColumnRole.Id), terms] }, name => name == terms.Name ? column : new StringColumn(name, ["a", "b", "c"])), feature).Read([.. Enumerable.Range(0, texts.Length)]);
        FeatureCoder coder = new(feature, terms);
        for (int row = 0; row < texts.Length; row++)
        {
            Assert.True(coder.TryCode(texts[row], out double code));
            Assert.Equal(read[row], code);
        }
    }

    private static ColumnTerms Terms(ColumnType type, ColumnRole role = ColumnRole.Categorical) => new() { Name = "c", Type = type, Role = role, Domain = new UndisclosedDomain() };

    private static ColumnTerms Label(ColumnType type, string positive) => Terms(type, ColumnRole.Label) with { Domain = new LabelDomain { Positive = positive } };
}
