namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>Epsilon, delta, rho: exact, in range, and the same after writing and reading.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.005", 5_000_000)]
    [InlineData("1e-9", 1)]
    [InlineData("0", 0)]
    [InlineData("9223372036.854775807", long.MaxValue)]
    public void A_rho_is_a_whole_number_of_nano_rho(string text, long nano)
    {
        Assert.Equal(nano, Rho.Parse(text).Nano);
        Assert.Equal(nano, Rho.Parse(Rho.Parse(text).ToString()).Nano);
    }

    [Theory]
    [InlineData("1e-10")]
    [InlineData("-0.1")]
    [InlineData("9223372036.854775808")]
    [InlineData("1/3")]
    public void A_rho_finer_than_its_unit_or_out_of_range_is_refused(string text) => Assert.False(Rho.TryParse(text, out _));

    [Theory]
    [InlineData("1e-6", 1_000_000_000_000)]
    [InlineData("0.000000000000000001", 1)]
    [InlineData("1", 1_000_000_000_000_000_000)]
    public void A_delta_is_a_whole_number_of_atto(string text, long atto)
    {
        Assert.Equal(atto, Delta.Parse(text).Atto);
        Assert.Equal(atto, Delta.Parse(Delta.Parse(text).ToString()).Atto);
    }

    [Theory]
    [InlineData("1e-19")]
    [InlineData("1.000000000000000001")]
    [InlineData("-1e-6")]
    public void A_delta_finer_than_its_unit_or_above_one_is_refused(string text) => Assert.False(Delta.TryParse(text, out _));

    [Fact]
    public void A_negative_epsilon_is_refused()
    {
        Assert.False(Epsilon.TryParse("-1", out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Epsilon(-1));
        Assert.Throws<FormatException>(() => Epsilon.Parse("one"));
    }

    [Fact]
    public void Impossible_norms_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Sensitivity.OfNorms(2, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => Sensitivity.OfNorms(1, 2, 1, 2));
        Assert.Throws<ArgumentException>(() => Sensitivity.OfNorms(1, 2, 5, 2));
        Assert.Throws<OverflowException>(() => Sensitivity.OfEntries(1L << 40, 1L << 40));
        Assert.Throws<ArgumentException>(() => CountNoise.Laplace(default, Epsilon.Parse("1")));
    }
}
