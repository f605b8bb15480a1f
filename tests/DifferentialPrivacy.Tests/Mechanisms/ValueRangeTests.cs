namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

public sealed class ValueRangeTests
{
    private static readonly ValueRange s_cents = new(-500, 10_000, new Rational(1, 100));

    [Theory]
    [InlineData(1.239, 123)]
    [InlineData(-1.231, -124)]
    [InlineData(1e300, 10_000)]
    [InlineData(-1e300, -500)]
    [InlineData(double.PositiveInfinity, 10_000)]
    [InlineData(double.NegativeInfinity, -500)]
    [InlineData(double.NaN, -500)]
    [InlineData(5e-324, 0)]
    public void Numbers_become_whole_units_between_the_bounds(double value, long units) => Assert.Equal(units, s_cents.Clamp(value));

    [Fact]
    public void A_sum_is_the_same_in_every_order()
    {
        // In doubles 1e16 + 1 - 1e16 is 0 or 1 depending on the order.
        double[] values = [1e16, 1, -1e16, 0.1, 0.2, 0.3];
        ValueRange range = new(-(long)1e18, (long)1e18, new Rational(1, 100));
        long Sum(IEnumerable<double> order) => order.Sum(range.Clamp);
        Assert.NotEqual(values.Sum(), values.OrderBy(Math.Abs).Sum());
        Assert.Equal(Sum(values), Sum(values.OrderBy(Math.Abs)));
        Assert.Equal(Sum(values), Sum(values.Reverse()));
    }

    [Fact]
    public void Bounds_out_of_order_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValueRange(2, 1, Rational.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValueRange(long.MinValue, 1, Rational.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValueRange(0, 1, Rational.Zero));
    }

    [Fact]
    public void A_clipped_vector_is_never_longer_than_the_radius_and_a_short_one_is_left_alone()
    {
        using SeededNumbers numbers = new(12);
        L2Ball ball = new(3, 50);
        for (int round = 0; round < 2_000; round++)
        {
            long[] vector = [numbers.Next(400) - 200, numbers.Next(400) - 200, numbers.Next(400) - 200];
            long[] clipped = [.. vector];
            ball.Clip(clipped);
            Assert.True(clipped.Sum(entry => entry * entry) <= 2_500);
            Assert.True(clipped.Sum(Math.Abs) <= ball.Sensitivity.L1);
            if (vector.Sum(entry => entry * entry) <= 2_500)
            {
                Assert.Equal(vector, clipped);
            }
        }

        long[] extreme = [long.MaxValue, long.MinValue, 0];
        ball.Clip(extreme);
        Assert.Equal([35, -35, 0], extreme);
    }
}
