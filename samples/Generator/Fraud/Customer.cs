using System.Globalization;
using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Fraud;

/// <summary>One made-up customer, the same in both tables.</summary>
internal readonly record struct Customer(int Index, bool SimChanged, bool Forwards, int TenureMonths)
{
    /// <summary>The bank knows customers 0 … 799, the operator 200 … 999.</summary>
    public const int Known = 800;

    /// <summary>The first customer of the operator.</summary>
    public const int FirstOfOperator = 200;

    /// <summary>The customer number <paramref name="index"/>, 0 … 999, of a seed.</summary>
    public static Customer At(ulong seed, int index, Xoshiro256 random)
    {
        random.Restart(seed, ((ulong)index << 2) | 1);
        return new Customer(index, random.NextChance(0.07), random.NextChance(0.12), random.NextBetween(1, 180));
    }

    /// <summary>The number as it is dialled within the country.</summary>
    public string NationalNumber => string.Create(CultureInfo.InvariantCulture, $"07700 900{Index:D3}");

    /// <summary>The number as it is dialled from abroad.</summary>
    public string InternationalNumber => string.Create(CultureInfo.InvariantCulture, $"+447700900{Index:D3}");
}
