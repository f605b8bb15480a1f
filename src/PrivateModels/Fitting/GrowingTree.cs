namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>A tree of several features while its leaves are learnt, and the leaf of each row.</summary>
/// <param name="Shape">Its questions.</param>
/// <param name="Curve">Its leaves.</param>
/// <param name="Leaves">By row.</param>
internal sealed record GrowingTree(TreeShape Shape, LeafCurve Curve, ushort[] Leaves)
{
    /// <summary>Whether what was released speaks for it.</summary>
    internal bool SaysSomething => Curve.EffectiveCount > 0;
}
