using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Releases the mean, and if asked the variance, of a bounded value over all rows: a noisy count, a noisy sum and a noisy sum of squares.</summary>
/// <remarks>
/// <para>
/// Input: values in whole units, at most m rows a person, each within the range. Adjacency: add or remove one person. Values are counted from the middle of the range, which halves the
/// sensitivity: the count moves by at most m, the sum by m·w, the sum of squares by m·w², w being half the width rounded up. The three are separate releases whose costs add; mean
/// and variance are post-processing.
/// </para>
/// </remarks>
public sealed class NoisyMoments : Mechanism
{
    private readonly CountNoise[] _noise;

    /// <summary>Moments of a value.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="range">Public bounds of the value.</param>
    /// <param name="rowsPerPerson">At least 1.</param>
    /// <param name="withVariance">Whether squares are summed too.</param>
    /// <param name="rho">What all of it may cost; split evenly.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or the share of ρ is zero.</exception>
    /// <exception cref="OverflowException">Squares of the range do not fit into the integers.</exception>
    public NoisyMoments(string name, ValueRange range, int rowsPerPerson, bool withVariance, Rho rho)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerPerson);
        (Range, RowsPerPerson, WithVariance) = (range, rowsPerPerson, withVariance);
        Middle = (long)(((Int128)range.Lowest + range.Highest) >> 1);
        long half = Math.Max(1, checked(range.Highest - Middle));
        int parts = withVariance ? 3 : 2;
        Rho share = Rho.FromNano(rho.Nano / parts);
        _noise = new CountNoise[parts];
        long reach = 1;
        for (int power = 0; power < parts; power++)
        {
            _noise[power] = CountNoise.ForRho(Sensitivity.OfEntries(1, checked(rowsPerPerson * reach)), share);
            reach = power + 1 < parts ? checked(reach * half) : reach;
        }

        Reports = [.. _noise.Select((noise, power) => noise.Report($"{name}: {(power == 0 ? "count" : power == 1 ? "sum" : "sum of squares")}"))];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"at most {RowsPerPerson} values a person in units of {Range.Unit}, each clamped to {Range.Lowest}..{Range.Highest}";

    /// <summary>Public bounds of the value.</summary>
    public ValueRange Range { get; }

    /// <summary>Rows a person, at most.</summary>
    public int RowsPerPerson { get; }

    /// <summary>Whether squares are summed too.</summary>
    public bool WithVariance { get; }

    /// <summary>The value from which values are counted, in units.</summary>
    public long Middle { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>Adds up and adds noise.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="values">The rows that bounds have left, in units; values beyond the range count at its ends.</param>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<Moments> Release(BudgetGrant grant, ReadOnlySpan<long> values)
    {
        ArgumentNullException.ThrowIfNull(grant);
        using EntropyWords words = grant.Consume(this);
        Int128[] noise = [.. _noise.Select(law => law.Draw(words, 1)[0])];
        long[] exact = Sums(values);
        long[] noisy = [.. _noise.Select((_, power) => CountNoise.AddConfined(exact[power], noise[power]))];
        return new PrivateRelease<Moments>(Moments.Of(this, noisy), Reports, [.. _noise.Select(_ => new object())]);
    }

    /// <summary>Count, sum and sum of squares of the clamped values, from the middle; each confined to 64 bits, which moves no difference further apart.</summary>
    internal long[] Sums(ReadOnlySpan<long> values)
    {
        Int128[] sums = new Int128[_noise.Length];
        foreach (long value in values)
        {
            long centred = Range.ClampUnits(value) - Middle;
            Int128 term = 1;
            for (int power = 0; power < sums.Length; power++)
            {
                sums[power] += term;
                term *= centred;
            }
        }

        return [.. sums.Select(sum => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue))];
    }
}
