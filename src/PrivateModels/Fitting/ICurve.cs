using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>One feature's part of an additive score while it is trained. All that it is told is released or public.</summary>
internal interface ICurve
{
    /// <summary>Parameters, each an entry of the released vector.</summary>
    internal int Count { get; }

    /// <summary>How many of them the releases so far decide; before any, all.</summary>
    internal double EffectiveCount { get; }

    /// <summary>The part of the score, a cell.</summary>
    internal double[] Values { get; }

    /// <summary>Where the cells' sums go.</summary>
    internal CoordinateMap Map(int first, int weight);

    /// <summary>Moves towards what all rounds together say.</summary>
    /// <param name="gradients">Noisy gradient sums of this round, in rows, a parameter.</param>
    /// <param name="curvatures">Noisy curvature sums of this round, in rows, a parameter.</param>
    /// <param name="noiseVariance">Of a gradient sum of this round.</param>
    internal void Step(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double noiseVariance);

    /// <summary>Joins candidates by the curvatures seen so far.</summary>
    internal void Refine(int mostLeaves);

    /// <summary>Joins candidates by public curvatures, one a cell, before the first step.</summary>
    internal void RefineBy(ReadOnlySpan<double> curvatures, int mostLeaves);
}
