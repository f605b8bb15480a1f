using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

public sealed class RationalTests
{
    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("12", 12, 1)]
    [InlineData("-0.005", -1, 200)]
    [InlineData("-0", 0, 1)]
    [InlineData("1e-6", 1, 1_000_000)]
    [InlineData("2.5E2", 250, 1)]
    [InlineData("14/6", 7, 3)]
    [InlineData("-14/6", -7, 3)]
    public void A_written_number_is_read_exactly(string text, int numerator, int denominator)
    {
        Assert.True(Rational.TryParse(text, out Rational value));
        Assert.Equal(new Rational(numerator, denominator), value);
        Assert.Equal(value, Rational.Parse(value.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1/0")]
    [InlineData("1/-2")]
    [InlineData("1e999999999999")]
    [InlineData("1e401")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("1.-5")]
    [InlineData("--1")]
    public void Anything_else_is_refused(string text) => Assert.False(Rational.TryParse(text, out _));

    [Fact]
    public void The_default_value_is_zero()
    {
        Rational value = default;
        Assert.Equal(Rational.Zero, value);
        Assert.Equal(BigInteger.One, value.Denominator);
        Assert.Equal(Rational.One, value + 1);
    }

    [Theory]
    [InlineData("7/2", 3, 4)]
    [InlineData("-7/2", -4, -3)]
    [InlineData("4", 4, 4)]
    public void Floor_and_ceiling_round_towards_their_sides(string text, int floor, int ceiling)
    {
        Assert.Equal(floor, Rational.Parse(text).Floor());
        Assert.Equal(ceiling, Rational.Parse(text).Ceiling());
    }

    [Fact]
    public void Arithmetic_agrees_with_the_field_axioms_on_random_fractions()
    {
        using SeededNumbers numbers = new(1);
        for (int round = 0; round < 500; round++)
        {
            (Rational a, Rational b, Rational c) = (Draw(numbers), Draw(numbers), Draw(numbers));
            Assert.Equal((a + b) + c, a + (b + c));
            Assert.Equal(a * (b + c), (a * b) + (a * c));
            Assert.Equal(Rational.Zero, a - a);
            Assert.Equal(a < b, (b - a).Sign > 0);
            if (b.Sign != 0)
            {
                Assert.Equal(a, a / b * b);
            }
        }
    }

    [Fact]
    public void A_double_of_a_fraction_beyond_the_range_of_its_parts_is_still_close()
    {
        BigInteger huge = BigInteger.Pow(10, 500);
        Assert.Equal(1.0 / 3, new Rational(huge, 3 * huge).ToDouble(), 1e-16);
        Assert.Equal(1e-18, new Rational(1, BigInteger.Pow(10, 18)).ToDouble(), 1e-33);
        Assert.Equal(0, Rational.Zero.ToDouble());
    }

    [Fact]
    public void The_integer_root_is_the_floor_of_the_root()
    {
        using SeededNumbers numbers = new(2);
        for (int round = 0; round < 2_000; round++)
        {
            BigInteger value = (BigInteger)numbers.Next(long.MaxValue) * numbers.Next(1L << (1 + (round % 62)));
            BigInteger root = Rational.IntegerSquareRoot(value);
            Assert.True(root * root <= value && (root + 1) * (root + 1) > value);
        }
    }

    private static Rational Draw(SeededNumbers numbers) => new(numbers.Next(2_000) - 1_000, numbers.Next(50) + 1);
}
