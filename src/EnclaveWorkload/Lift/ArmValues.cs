namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>The noised sums of a value over the people of one arm, in units.</summary>
/// <param name="Sum">Of each person's bounded sum.</param>
/// <param name="Squares">Of its square.</param>
/// <param name="SumVariance">The variance of the noise on the sum.</param>
/// <param name="SquaresVariance">The variance of the noise on the squares.</param>
internal readonly record struct ArmValues(double Sum, double Squares, double SumVariance, double SquaresVariance)
{
    /// <summary>
    /// The mean over the people of an arm. Its error has three parts: that people are a sample, noise on the sum, noise on the number of people. The variance between people is taken a standard
    /// deviation of its own noise larger, so that noise rarely makes the interval too short.
    /// </summary>
    internal Spread MeanOver(ArmNumbers arm)
    {
        double people = Math.Max(arm.People, 1);
        double mean = Sum / people;
        double between = Math.Max(0, (Squares / people) - (mean * mean)) + (Math.Sqrt(SquaresVariance) / people);
        double noise = (SumVariance + (2 * arm.NoiseVariance * mean * mean)) / (people * people);
        return Spread.Normal(mean, (between / people) + noise);
    }
}
