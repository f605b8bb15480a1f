namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>Shorthand for what the tests compose.</summary>
internal static class Compositions
{
    public static PrivacyComposition Of(PrivacyEvent what, long count = 1) => new(new CountedEvent(what, count));

    public static PrivacyComposition Sampled(string sigma, string rate, long steps) =>
        Of(new SampledGaussianEvent(Rational.Parse(sigma), Rational.Parse(rate)), steps);

    public static double Epsilon(this PrivacyComposition composition, double delta, Accountant accountant)
    {
        Assert.True(composition.TryEpsilonAt(Rational.FromDouble(delta), accountant, out PrivacyEstimate estimate, out AccountingRefusal? refusal), refusal.ToString());
        Assert.Equal(accountant, estimate.Accountant);
        return estimate.Epsilon;
    }
}
