namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

public sealed class StandardNormalTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.9995, 3.290526731491926)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Quantiles_are_those_of_the_tables(double probability, double quantile)
    {
        Assert.Equal(quantile, StandardNormal.Quantile(probability), 1e-10);
        Assert.Equal(1 - probability, StandardNormal.UpperTail(quantile), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_has_no_quantile(double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => StandardNormal.Quantile(probability));
}
