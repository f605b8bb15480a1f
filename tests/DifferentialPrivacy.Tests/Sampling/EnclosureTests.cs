using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

public sealed class EnclosureTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("1/262144")]
    [InlineData("1/2")]
    [InlineData("2/3")]
    [InlineData("1")]
    [InlineData("99999999999999999999/10000000000000000000")]
    [InlineData("62")]
    [InlineData("126")]
    [InlineData("1000")]
    public void Powers_of_e_lie_within_their_enclosures_and_those_are_narrow(string exponent)
    {
        Rational x = Rational.Parse(exponent);
        foreach (int bits in (int[])[20, 63, 127, 400])
        {
            Enclosure power = Enclosure.ExponentialOfMinus(x, bits);
            Rational most = Rational.One / ExactExponential.Below(x, bits + 100);
            Rational least = most * (Rational.One - new Rational(1, BigInteger.One << (bits + 100)));
            BigInteger one = BigInteger.One << bits;
            Assert.True(power.Low <= least * one);
            Assert.True(most * one <= power.Low + power.Error);
            Assert.InRange(power.Error, 1, 1 << 18);
        }
    }

    [Fact]
    public void Products_of_what_is_enclosed_are_enclosed()
    {
        const int Bits = 30;
        using SeededNumbers numbers = new(3);
        for (int round = 0; round < 2_000; round++)
        {
            (Rational x, Enclosure first) = Number();
            (Rational y, Enclosure second) = Number();
            Enclosure product = first.Times(second, Bits);
            Rational exact = x * y * (1L << Bits);
            Assert.True(product.Low <= exact && exact <= product.Low + product.Error);
            Assert.Equal(first.Error + second.Error + 1, product.Error);
        }

        (Rational Exact, Enclosure Enclosure) Number()
        {
            // Uniform, or 1 itself; the bounds anywhere round it.
            long denominator = numbers.Next(1L << 40) + 1;
            Rational exact = numbers.Next(4) == 0 ? Rational.One : new Rational(numbers.Next(denominator + 1), denominator);
            BigInteger below = (exact * (1L << Bits)).Floor();
            BigInteger low = BigInteger.Max(0, below - numbers.Next(100));
            return (exact, new Enclosure(low, (long)(below - low) + 1 + numbers.Next(100)));
        }
    }
}
