namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// A gradient and a hessian, or sums of them, in fixed point in one 64-bit integer: the signed gradient in the upper half,
/// the unsigned hessian in the lower. Sums of integers do not depend on their order, so neither does a model on threads.
/// The scales are powers of two chosen before each tree such that no sum over any rows leaves its half.
/// </summary>
internal readonly record struct PackedGradient(long Bits)
{
    /// <summary>The gradient in units of its scale.</summary>
    public int Gradient => (int)(Bits >> 32);

    /// <summary>The hessian in units of its scale.</summary>
    public uint Hessian => unchecked((uint)Bits);

    public static PackedGradient operator +(PackedGradient a, PackedGradient b) => new(unchecked(a.Bits + b.Bits));

    public static PackedGradient operator -(PackedGradient a, PackedGradient b) => new(unchecked(a.Bits - b.Bits));

    public static PackedGradient Of(int gradient, uint hessian) => new(unchecked(((long)gradient << 32) + hessian));
}
