using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Health;

/// <summary>One made-up patient, the same in both tables.</summary>
internal readonly record struct Patient(int Number, int Age, double BodyMass, int Pressure, bool Smokes, int Adherence)
{
    /// <summary>The patient number <paramref name="index"/> of a seed.</summary>
    public static Patient At(ulong seed, int index, Xoshiro256 random)
    {
        random.Restart(seed, ((ulong)index << 2) | 1);
        int age = random.NextBetween(18, 92);
        return new Patient(
            Number: 1_000_003 + (index * 7),
            Age: age,
            BodyMass: Math.Clamp(26 + (4.5 * random.NextNormal()), 15, 55),
            Pressure: (int)Math.Clamp(112 + (age * 0.35) + (13 * random.NextNormal()), 80, 220),
            Smokes: random.NextChance(0.22),
            Adherence: (int)(100 * Math.Sqrt(random.NextUnit())));
    }

    /// <summary>The probability of coming back within 30 days.</summary>
    public double Readmission => Effects.Probability(
        -2.3 + (0.025 * (Age - 55)) + (0.015 * (Pressure - 130)) + (Smokes ? 0.4 : 0) - (0.02 * (Adherence - 65)));
}
