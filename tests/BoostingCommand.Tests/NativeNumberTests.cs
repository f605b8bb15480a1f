using System.Globalization;
using System.Text;
using EnclaveCleanRoom.BoostingCommand.Data;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

public sealed class NativeNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-12.5", -12.5)]
    [InlineData("+3", 3)]
    [InlineData(".5", 0.5)]
    [InlineData(" 7 ", 7)]
    [InlineData("1e3", 1000)]
    [InlineData("25E-2", 0.25)]
    [InlineData("inf", 1e308)]
    [InlineData("-Infinity", -1e308)]
    [InlineData("NaN", double.NaN)]
    [InlineData("na", double.NaN)]
    [InlineData("NULL", double.NaN)]
    [InlineData("", double.NaN)]
    public void Numbers_and_words_for_missing_ones_are_read(string text, double expected)
    {
        Assert.True(NativeNumber.TryRead(Encoding.UTF8.GetBytes(text), isPrecise: false, out double value));
        Assert.Equal(expected, value);
        Assert.True(NativeNumber.TryRead(Encoding.UTF8.GetBytes(text), isPrecise: true, out value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1x")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("yes")]
    public void Anything_else_is_not(string text) => Assert.False(NativeNumber.TryRead(Encoding.UTF8.GetBytes(text), isPrecise: false, out _));

    [Fact]
    public void The_native_arithmetic_errs_by_a_unit_or_two_and_exact_reading_does_not()
    {
        int differ = 0;
        for (int i = 1; i < 2_000; i++)
        {
            double exact = i * 7919 / 1e6;
            byte[] text = Encoding.UTF8.GetBytes(exact.ToString("R", CultureInfo.InvariantCulture));
            Assert.True(NativeNumber.TryRead(text, isPrecise: true, out double precise));
            Assert.Equal(exact, precise);
            Assert.True(NativeNumber.TryRead(text, isPrecise: false, out double native));
            Assert.Equal(exact, native, 4e-16 * exact);
            differ += native == exact ? 0 : 1;
        }

        Assert.InRange(differ, 1, 1_000);
    }
}
