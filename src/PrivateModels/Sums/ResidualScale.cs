namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>
/// How residuals and curvatures of the logistic loss become integers, and how long a person's may be together.
/// </summary>
/// <remarks>
/// <para>
/// Theorem. For an outcome y in {0, 1} and a probability p in [0, 1] let g = y - p and h = p(1 - p). Then g² + φ⁵h² ≤ 1, φ being the golden ratio. Proof: let y = 1, the case y = 0 follows by exchanging p and 1 - p. The claim is
/// φ⁵ ≤ f(p) with f(p) = (1 - (1 - p)²) / (p²(1 - p)²) = (2 - p) / (p(1 - p)²). f is infinite at both ends; f' = 0 where p² - 3p + 1 = 0, in [0, 1] only at p = 2 - φ, where 1 - p = φ - 1 = 1/φ,
/// p = 1/φ² and 2 - p = φ: f = φ·φ²·φ² = φ⁵. So the curvature, times √φ⁵ = 3.330, may be released beside the gradient for no more noise than the gradient alone needs.
/// </para>
/// <para>
/// A row's pair (g, αh) with α ≤ √φ⁵ is rounded to integers (G, H) in units of 1/<see cref="Unit"/>. A person's rows are scaled down together so that Σ ⌈√(G² + H²)⌉ over them is at most
/// <see cref="Radius"/>; quotients of integers are cut towards 0, which makes no row longer. What the rows say of the score is no part of this: the bound holds for any row and any number of rows.
/// </para>
/// </remarks>
internal sealed record ResidualScale
{
    /// <summary>Units in a residual of 1.</summary>
    internal const int Unit = 1 << 16;

    // √φ⁵ = 3.33019..., rounded down.
    private const double LargestCurvatureWeight = 3.33;

    internal ResidualScale(DifferentialPrivacy.Rational clipRows, int rowsPerPerson)
    {
        Radius = (long)(clipRows * Unit).Floor();
        CurvatureWeight = LargestCurvatureWeight / Math.Sqrt(rowsPerPerson);
    }

    /// <summary>The most that the lengths of a person's rows add up to, in units.</summary>
    internal long Radius { get; }

    /// <summary>α, by which curvatures are multiplied; public.</summary>
    internal double CurvatureWeight { get; }
}
