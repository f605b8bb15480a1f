using System.Numerics;

namespace EnclaveCleanRoom.SyntheticData.Inference;

/// <summary>A set of columns, one bit each.</summary>
internal readonly record struct AttributeSet(ulong Bits)
{
    public static AttributeSet Empty => default;

    public int Count => BitOperations.PopCount(Bits);

    public static AttributeSet Of(params ReadOnlySpan<int> attributes)
    {
        ulong bits = 0;
        foreach (int attribute in attributes)
        {
            bits |= 1UL << attribute;
        }

        return new AttributeSet(bits);
    }

    public bool Contains(int attribute) => (Bits >> attribute & 1) == 1;

    public bool Contains(AttributeSet other) => (other.Bits & ~Bits) == 0;

    public AttributeSet With(int attribute) => new(Bits | (1UL << attribute));

    public AttributeSet Without(int attribute) => new(Bits & ~(1UL << attribute));

    public static AttributeSet operator |(AttributeSet left, AttributeSet right) => new(left.Bits | right.Bits);

    public static AttributeSet operator &(AttributeSet left, AttributeSet right) => new(left.Bits & right.Bits);

    /// <summary>The members, smallest first.</summary>
    public int[] ToArray()
    {
        int[] members = new int[Count];
        ulong left = Bits;
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = BitOperations.TrailingZeroCount(left);
            left &= left - 1;
        }

        return members;
    }

    /// <summary>How many combinations of codes the members have; a double, because it may be large.</summary>
    public double Cells(int[] sizes)
    {
        double cells = 1;
        for (ulong left = Bits; left != 0; left &= left - 1)
        {
            cells *= sizes[BitOperations.TrailingZeroCount(left)];
        }

        return cells;
    }
}
