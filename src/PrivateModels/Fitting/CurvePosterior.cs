namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The values of a curve that evidence and a prior agree on: Gaussian, with neighbours tied to each other where cells have an order.</summary>
/// <param name="Values">The means.</param>
/// <param name="EffectiveCount">How many values the evidence decides, rather than the prior: from 0 to their number.</param>
/// <param name="LogEvidence">How well the prior foretold the evidence, but for a constant that all priors share.</param>
internal sealed record CurvePosterior(double[] Values, double EffectiveCount, double LogEvidence)
{
    /// <summary>The prior among several that foretold the evidence best, and what follows from it. Evidence is released, so choosing by it costs nothing.</summary>
    /// <param name="weights">By value.</param>
    /// <param name="targets">Weights times values.</param>
    /// <param name="ordered">How many, the first ones, have an order.</param>
    /// <param name="priors">At least one.</param>
    /// <param name="coupling">κ of <see cref="CurveEvidence"/>: as it shortens steps, the prior counts so much less in a step, to end at the same place.</param>
    /// <param name="doubt">How much better than values of 0 the best must have foretold it, in logarithms of odds; otherwise all values are 0.</param>
    internal static CurvePosterior Best(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> targets, int ordered, ReadOnlySpan<CurvePrior> priors, double coupling, double doubt = double.NegativeInfinity)
    {
        (CurvePrior best, double evidence) = (priors[0], double.NegativeInfinity);
        foreach (CurvePrior prior in priors)
        {
            double foretold = Of(weights, targets, ordered, prior).LogEvidence;
            (best, evidence) = foretold > evidence ? (prior, foretold) : (best, evidence);
        }

        if (evidence < doubt)
        {
            return new CurvePosterior(new double[weights.Length], 0, 0);
        }

        double wider = Math.Sqrt(coupling);
        return Of(weights, targets, ordered, new CurvePrior(best.Level * wider, best.Step * wider));
    }

    /// <summary>Solves (W + Q)·θ = Wψ, Q being the prior's precision: 1/level² on the diagonal and the differences of the first, ordered, cells.</summary>
    internal static CurvePosterior Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> targets, int ordered, CurvePrior prior)
    {
        double ridge = 1 / (prior.Level * prior.Level);
        double chain = prior.Step > 0 && ordered > 1 ? 1 / (prior.Step * prior.Step) : 0;
        double[] values = new double[weights.Length];
        (double effective, double evidence) = (0, 0);
        int links = chain > 0 ? ordered : 0;
        if (links > 0)
        {
            (effective, evidence) = SolveChain(weights[..links], targets[..links], ridge, chain, values);
        }

        for (int i = links; i < weights.Length; i++)
        {
            double precision = weights[i] + ridge;
            values[i] = targets[i] / precision;
            effective += weights[i] / precision;
            evidence += ((targets[i] * values[i]) - Math.Log(precision / ridge)) / 2;
        }

        return new CurvePosterior(values, effective, evidence);
    }

    /// <summary>Elimination from both ends: a tridiagonal matrix's pivots give its solution, its determinant and the diagonal of its inverse. It is diagonally dominant, so no pivot is small.</summary>
    private static (double Effective, double Evidence) SolveChain(ReadOnlySpan<double> weights, ReadOnlySpan<double> targets, double ridge, double chain, double[] values)
    {
        int last = weights.Length - 1;
        double[] forward = new double[weights.Length];
        double[] right = new double[weights.Length];
        (double priorPivot, double evidence) = (0, 0);
        for (int i = 0; i <= last; i++)
        {
            double own = ridge + (chain * (i == 0 || i == last ? 1 : 2));
            double factor = i == 0 ? 0 : chain / forward[i - 1];
            forward[i] = weights[i] + own - (factor * chain);
            right[i] = targets[i] + (i == 0 ? 0 : factor * right[i - 1]);
            priorPivot = own - (i == 0 ? 0 : chain * chain / priorPivot);
            evidence -= Math.Log(forward[i] / priorPivot) / 2;
        }

        (double effective, double backward) = (0, 0);
        for (int i = last; i >= 0; i--)
        {
            values[i] = (right[i] + (i == last ? 0 : chain * values[i + 1])) / forward[i];
            double diagonal = weights[i] + ridge + (chain * (i == 0 || i == last ? 1 : 2));
            backward = diagonal - (i == last ? 0 : chain * chain / backward);
            effective += weights[i] / (forward[i] + backward - diagonal);
            evidence += targets[i] * values[i] / 2;
        }

        return (effective, evidence);
    }
}
