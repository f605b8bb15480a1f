namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>The largest Rényi divergence of two laws whose loss has a range of at most ε.</summary>
/// <remarks>
/// The worst law has two losses, t and t-ε, the first with probability (e^ε - e^t)/(e^ε - 1) because E[exp(-loss)] = 1 (Dong, Durfee, Rogers 2020). With β = α-1 the moment
/// E[exp(β·loss)] is largest at e^t = β(e^ε - e^-βε) / ((β+1)(1 - e^-βε)), where it is e^βt·(e^ε - e^-βε) / ((β+1)(e^ε - 1)).
/// </remarks>
internal static class BoundedRangeDivergence
{
    private const double CancellationError = 1e-14;

    public static double At(double order, double epsilon)
    {
        double beta = order - 1;
        double concentrated = order * epsilon * epsilon / 8; // Cesar, Rogers 2021, Lemma 3.2; no better than what follows, but exact where that cancels
        double span = NearZero.ExpMinusOne(epsilon) - NearZero.ExpMinusOne(-beta * epsilon);
        double logSpan = span < double.PositiveInfinity ? Math.Log(span) : epsilon;
        double logRest = epsilon < 700 ? Math.Log(NearZero.ExpMinusOne(epsilon)) : epsilon;
        double loss = Math.Log(beta / order) + logSpan - Math.Log(-NearZero.ExpMinusOne(-beta * epsilon));
        double moment = (beta * loss) + logSpan - Math.Log(order) - logRest;
        return Math.Min(Math.Min(epsilon, concentrated), (moment + CancellationError) / beta);
    }
}
