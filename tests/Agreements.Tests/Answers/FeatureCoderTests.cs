using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Answers;

/// <summary>Cells coded as the room codes them, and those that no feature has.</summary>
public sealed class FeatureCoderTests
{
    private static readonly NumberDomain s_bounds = new() { Low = -1, High = 10 };
    private static readonly CategoryDomain s_vocabulary = new() { Values = ["news", "sport", "Sport"] };
    private static readonly HashedDomain s_hashed = new() { Buckets = 64 };

    public static TheoryData<FeatureReading> Readings => [.. Enum.GetValues<FeatureReading>()];

    [Theory]
    [MemberData(nameof(Readings))]
    public void What_is_missing_is_missing_whatever_is_read(FeatureReading reading)
    {
        foreach (FeatureDomain domain in new FeatureDomain[] { s_bounds, s_vocabulary, s_hashed })
        {
            Assert.Equal(double.NaN, Code(reading, domain, null));
            Assert.Equal(double.NaN, Code(reading, domain, ""));
        }
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3.25", 3.25)]
    [InlineData(" 4 ", 4)]
    [InlineData("1e1", 10)]
    [InlineData("-0.5", -0.5)]
    [InlineData("11", 10)]
    [InlineData("-1e300", -1)]
    public void A_number_is_read_and_kept_within_its_bounds(string text, double expected) => Assert.Equal(expected, Code(FeatureReading.Value, s_bounds, text));

    [Theory]
    [InlineData("many")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("2026-06-01")]
    [InlineData(" ")]
    public void What_is_no_number_is_refused(string text)
    {
        foreach (FeatureReading reading in new[] { FeatureReading.Value, FeatureReading.PersonMean, FeatureReading.PersonCount, FeatureReading.PersonRows })
        {
            Assert.False(Coder(reading, s_bounds).TryCode(text, out _));
        }
    }

    [Theory]
    [InlineData("news", 0)]
    [InlineData("sport", 1)]
    [InlineData("Sport", 2)]
    [InlineData("weather", double.NaN)]
    [InlineData("news ", double.NaN)]
    public void A_category_is_its_place_in_the_vocabulary_to_the_letter_and_an_unknown_one_is_missing(string text, double expected) =>
        Assert.Equal(expected, Code(FeatureReading.Value, s_vocabulary, text));

    [Fact]
    public void A_hashed_category_is_always_known()
    {
        Assert.Equal(s_hashed.CodeOf("weather"), Code(FeatureReading.Value, s_hashed, "weather"));
        Assert.InRange(Code(FeatureReading.Value, s_hashed, "whatever else"), 0, 63);
    }

    [Theory]
    [InlineData("sport^news", 1)]
    [InlineData("^ news ^sport", 0)]
    [InlineData("weather^news", double.NaN)]
    [InlineData("^^", double.NaN)]
    public void Of_several_values_the_first_is_read(string text, double expected) => Assert.Equal(expected, Code(FeatureReading.First, s_vocabulary, text));

    [Theory]
    [InlineData("a^b^a", 2)]
    [InlineData("a", 1)]
    [InlineData("^^", 0)]
    [InlineData("a^b^c^d^e^f^g^h^i^j^k^l", 10)]
    public void Different_values_are_counted(string text, double expected) => Assert.Equal(expected, Code(FeatureReading.Count, s_bounds, text));

    [Theory]
    [InlineData("2026-06-01T06:30:00Z", 6.5, 4)]
    [InlineData("2026-06-01T06:30:00+02:00", 4.5, 4)]
    [InlineData("1970-01-01T00:00:00Z", 0, 0)]
    [InlineData("1969-12-31T09:00:00", 9, 6)]
    [InlineData("7", 7, 7)]
    public void A_moment_is_read_as_its_hour_and_weekday_in_utc_and_so_is_a_number_as_itself(string text, double hour, double weekday)
    {
        Assert.Equal(hour, Code(FeatureReading.Hour, s_bounds, text));
        Assert.Equal(weekday, Code(FeatureReading.Weekday, s_bounds, text));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    public void What_is_no_moment_is_refused(string text)
    {
        Assert.False(Coder(FeatureReading.Hour, s_bounds).TryCode(text, out _));
        Assert.False(Coder(FeatureReading.Weekday, s_bounds).TryCode(text, out _));
    }

    [Fact]
    public void Of_a_vocabulary_that_names_a_value_twice_the_first_place_counts() =>
        Assert.Equal(0, Code(FeatureReading.Value, new CategoryDomain { Values = ["news", "news"] }, "news"));

    [Theory]
    [InlineData(ColumnType.Boolean, "yes", "true")]
    [InlineData(ColumnType.Boolean, " T ", "true")]
    [InlineData(ColumnType.Boolean, "0", "false")]
    [InlineData(ColumnType.Double, "1.50", "1.5")]
    [InlineData(ColumnType.Double, "-0.0", "0")]
    [InlineData(ColumnType.Double, "1e3", "1000")]
    [InlineData(ColumnType.Int64, " +07", "7")]
    [InlineData(ColumnType.String, " yes", " yes")]
    public void A_category_is_the_value_of_its_column_however_a_file_writes_it(ColumnType type, string text, string value)
    {
        foreach (FeatureReading reading in new[] { FeatureReading.Value, FeatureReading.PersonMode })
        {
            Assert.True(Coder(reading, s_hashed, type).TryCode(text, out double code));
            Assert.Equal(s_hashed.CodeOf(value), code);
            Assert.True(Coder(reading, new CategoryDomain { Values = ["another", value] }, type).TryCode(text, out code));
            Assert.Equal(1, code);
        }
    }

    [Theory]
    [InlineData(ColumnType.Boolean, "maybe")]
    [InlineData(ColumnType.Double, "NaN")]
    [InlineData(ColumnType.Double, "1,5")]
    [InlineData(ColumnType.Int64, "1.0")]
    [InlineData(ColumnType.Int64, "99999999999999999999")]
    public void What_is_no_value_of_its_column_is_refused_and_not_taken_for_a_missing_one(ColumnType type, string text) =>
        Assert.False(Coder(FeatureReading.Value, s_hashed, type).TryCode(text, out _));

    [Theory]
    [InlineData(ColumnType.String, "yes", "yes", 1)]
    [InlineData(ColumnType.String, "yes", "no", 0)]
    [InlineData(ColumnType.Int64, "0", "0", 1)]
    [InlineData(ColumnType.Int64, "0", "1", 0)]
    [InlineData(ColumnType.Boolean, "true", "Y", 1)]
    [InlineData(ColumnType.Double, "1", "1.0", 1)]
    [InlineData(ColumnType.Double, "1", "", 0)]
    public void A_label_of_a_row_is_whether_it_is_the_agreed_value(ColumnType type, string positive, string text, double expected)
    {
        FeatureCoder coder = new(Feature(FeatureReading.Value, new NumberDomain { Low = 0, High = 1 }), Column(type) with { Role = ColumnRole.Label, Domain = new LabelDomain { Positive = positive } });
        Assert.True(coder.TryCode(text, out double value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void There_must_be_a_feature_and_its_column()
    {
        Assert.Throws<ArgumentNullException>(() => new FeatureCoder(null!, Column(ColumnType.String)));
        Assert.Throws<ArgumentNullException>(() => new FeatureCoder(Feature(FeatureReading.Value, s_bounds), null!));
    }

    private static double Code(FeatureReading reading, FeatureDomain domain, string? text)
    {
        Assert.True(Coder(reading, domain).TryCode(text, out double value));
        return value;
    }

    private static FeatureCoder Coder(FeatureReading reading, FeatureDomain domain, ColumnType type = ColumnType.String) => new(Feature(reading, domain), Column(type));

    private static ColumnTerms Column(ColumnType type) => new() { Name = "slot", Type = type, Role = ColumnRole.Categorical, Domain = new UndisclosedDomain() };

    private static ModelFeature Feature(FeatureReading reading, FeatureDomain domain) =>
        new() { Name = "feature", Column = SampleAgreement.Column(SampleAgreement.Ads, "slot"), Reading = reading, Domain = domain, Source = DomainSource.Agreed };
}
