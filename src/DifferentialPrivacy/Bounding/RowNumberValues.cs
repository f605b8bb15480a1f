using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Of each row its number.</summary>
internal readonly struct RowNumberValues(int rows) : IRowValues
{
    public int Bits => BitOperations.Log2((uint)Math.Max(rows - 1, 1)) + 1;

    public int Of(int row) => row;
}
