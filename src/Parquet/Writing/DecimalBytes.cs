using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>How many bytes decimals of a precision take. Source: parquet-format LogicalTypes.md, DECIMAL.</summary>
internal static class DecimalBytes
{
    /// <summary>The fewest bytes of two's complement that hold every number of <paramref name="precision"/> digits.</summary>
    public static int Of(int precision)
    {
        BigInteger largest = BigInteger.Pow(10, precision) - 1;
        return largest.GetByteCount();
    }

    /// <summary>Whether each present number has at most the digits of its field, so that its bytes hold it.</summary>
    public static bool Fit(DecimalColumn column)
    {
        Int128 bound = (Int128)BigInteger.Pow(10, column.Field.Precision);
        ReadOnlySpan<Int128> values = column.Values;
        for (int row = 0; row < values.Length; row++)
        {
            if ((values[row] >= bound || values[row] <= -bound) && !column.IsNull(row))
            {
                return false;
            }
        }

        return true;
    }
}
