using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>
/// The discrete Fourier transform of 2^k complex numbers, by radix-4 butterflies. The forward transform leaves its output in bit-reversed order
/// and the inverse takes it so, multiplied by the length: what lies between, a pointwise product, does not mind the order.
/// </summary>
/// <remarks>
/// Rounding: each output is a sum of inputs, each multiplied on its path through the butterflies by one factor a level. A level's factor is
/// off by at most (√5 + 2 + 1)·2^-53 in relative terms (complex product, root, sum), so every output is off by at most
/// <see cref="ErrorPerLevel"/> a level, times the sum of the absolute inputs. A radix-4 butterfly is two levels.
/// </remarks>
internal sealed class FourierTransform
{
    /// <summary>What a level adds to the relative error.</summary>
    public const double ErrorPerLevel = 6.0 / (1L << 53);

    // Blocks up to this length stay in the nearest cache, so all their stages are done before the next block is touched.
    private const int Nearby = 1 << 11;

    private readonly Stage[] _stages;
    private readonly double[] _halfCosines = [];
    private readonly double[] _halfSines = [];

    public FourierTransform(int levels, UnitRoots roots, int rootLevels)
    {
        Levels = levels;
        if (levels % 2 != 0)
        {
            (_halfCosines, _halfSines) = (new double[1 << (levels - 1)], new double[1 << (levels - 1)]);
            for (int j = 0; j < _halfCosines.Length; j++)
            {
                (_halfCosines[j], _halfSines[j]) = roots.At((long)j << (rootLevels - levels));
            }
        }

        // Quarters from a fourth of the (half) length down to 4; the last stage has quarters of 1 and is a kernel of its own.
        _stages = new Stage[Math.Max(0, (levels / 2) - 1)];
        for (int i = 0; i < _stages.Length; i++)
        {
            _stages[i] = new Stage(roots, rootLevels, 1 << (2 * (_stages.Length - i)));
        }
    }

    /// <summary>The length is 2 to the power of this.</summary>
    public int Levels { get; }

    /// <summary>How many numbers are transformed.</summary>
    public int Length => 1 << Levels;

    /// <summary>Replaces a signal by its transform, in bit-reversed order.</summary>
    public void Forward(Span<double> real, Span<double> imaginary)
    {
        if (_halfCosines.Length > 0)
        {
            SmallButterfly.ForwardHalves(real, imaginary, _halfCosines, _halfSines);
        }

        int part = Length >> (Levels % 2);
        for (int start = 0; part >= 4 && start < Length; start += part)
        {
            Descend(real.Slice(start, part), imaginary.Slice(start, part), 0);
        }
    }

    /// <summary>Replaces a transform in bit-reversed order by its signal times the length.</summary>
    public void Inverse(Span<double> real, Span<double> imaginary)
    {
        int part = Length >> (Levels % 2);
        for (int start = 0; part >= 4 && start < Length; start += part)
        {
            Ascend(real.Slice(start, part), imaginary.Slice(start, part), 0);
        }

        if (_halfCosines.Length > 0)
        {
            SmallButterfly.InverseHalves(real, imaginary, _halfCosines, _halfSines);
        }
    }

    private void Descend(Span<double> real, Span<double> imaginary, int first)
    {
        if (real.Length > Nearby)
        {
            Forward(real, imaginary, _stages[first]);
            int quarter = real.Length / 4;
            for (int start = 0; start < real.Length; start += quarter)
            {
                Descend(real.Slice(start, quarter), imaginary.Slice(start, quarter), first + 1);
            }

            return;
        }

        for (int stage = first; stage < _stages.Length; stage++)
        {
            int block = 4 * _stages[stage].Quarter;
            for (int start = 0; start < real.Length; start += block)
            {
                Forward(real.Slice(start, block), imaginary.Slice(start, block), _stages[stage]);
            }
        }

        SmallButterfly.ForwardFours(real, imaginary);
    }

    private void Ascend(Span<double> real, Span<double> imaginary, int first)
    {
        if (real.Length > Nearby)
        {
            int quarter = real.Length / 4;
            for (int start = 0; start < real.Length; start += quarter)
            {
                Ascend(real.Slice(start, quarter), imaginary.Slice(start, quarter), first + 1);
            }

            Inverse(real, imaginary, _stages[first]);
            return;
        }

        SmallButterfly.InverseFours(real, imaginary);
        for (int stage = _stages.Length - 1; stage >= first; stage--)
        {
            int block = 4 * _stages[stage].Quarter;
            for (int start = 0; start < real.Length; start += block)
            {
                Inverse(real.Slice(start, block), imaginary.Slice(start, block), _stages[stage]);
            }
        }
    }

    private static void Forward(Span<double> real, Span<double> imaginary, Stage stage)
    {
        if (stage.Quarter % Vector<double>.Count == 0)
        {
            VectorButterfly.Forward(real, imaginary, stage);
        }
        else
        {
            Butterfly.Forward(real, imaginary, stage);
        }
    }

    private static void Inverse(Span<double> real, Span<double> imaginary, Stage stage)
    {
        if (stage.Quarter % Vector<double>.Count == 0)
        {
            VectorButterfly.Inverse(real, imaginary, stage);
        }
        else
        {
            Butterfly.Inverse(real, imaginary, stage);
        }
    }
}
