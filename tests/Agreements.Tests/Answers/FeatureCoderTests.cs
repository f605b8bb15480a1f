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

    [Fact]
    public void There_must_be_a_feature() => Assert.Throws<ArgumentNullException>(() => new FeatureCoder(null!));

    private static double Code(FeatureReading reading, FeatureDomain domain, string? text)
    {
        Assert.True(Coder(reading, domain).TryCode(text, out double value));
        return value;
    }

    private static FeatureCoder Coder(FeatureReading reading, FeatureDomain domain) =>
        new(new ModelFeature { Name = "feature", Column = SampleAgreement.Column(SampleAgreement.Ads, "slot"), Reading = reading, Domain = domain, Source = DomainSource.Agreed });
}
