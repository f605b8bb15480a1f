using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests;

/// <summary>How a category is written depends on its value and on nobody's row.</summary>
public sealed class CategoryCodesTests
{
    [Fact]
    public void The_sign_of_the_first_zero_does_not_rename_the_category_of_everybody()
    {
        foreach (Column column in new Column[]
        {
            new DoubleColumn("x", [-0.0, 0.0, 1.5, -0.0]), new DoubleColumn("x", [0.0, -0.0, 1.5, 0.0]),
            new FloatColumn("x", [-0.0f, 0.0f, 1.5f, -0.0f]), new FloatColumn("x", [0.0f, -0.0f, 1.5f, 0.0f]),
        })
        {
            CategoryCodes codes = CategoryCodes.Read(column);
            Assert.Equal(["0", "1.5"], codes.Texts);
            Assert.Equal([0, 0, 1, 0], Coded.Codes(codes.Rows));
        }
    }

    [Fact]
    public void A_label_that_is_agreed_as_minus_zero_is_zero() => Assert.Equal(CategoryCodes.TextOf(0.0), CategoryCodes.TextOf(-0.0));

    [Fact]
    public void Numbers_that_are_no_numbers_are_one_category()
    {
        double other = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ 1);
        CategoryCodes codes = CategoryCodes.Read(new DoubleColumn("x", [double.NaN, other, 1]));
        Assert.Equal([0, 0, 1], Coded.Codes(codes.Rows));
        Assert.Equal(codes.Texts.Distinct(), codes.Texts);
    }
}
