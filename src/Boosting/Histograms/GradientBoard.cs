using System.Runtime.Intrinsics;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>The gradients of all rows for one tree, in fixed point.</summary>
internal sealed class GradientBoard
{
    private const int BlockRows = 4096;
    private const int LargestExponent = 900;

    private readonly int _rows;
    private readonly int _blocks;
    private readonly (double Positive, double Negative, double Hessian)[] _blockSums;

    /// <param name="rowCount">The number of rows.</param>
    /// <param name="outputs">The number of trees an iteration; each has its own derivatives.</param>
    public GradientBoard(int rowCount, int outputs = 1)
    {
        _rows = rowCount;
        _blocks = (rowCount + BlockRows - 1) / BlockRows;
        Gradients = new float[(long)rowCount * outputs];
        Hessians = new float[(long)rowCount * outputs];
        Outputs = outputs;
        _blockSums = new (double, double, double)[(long)_blocks * outputs];
        Packed = new PinnedBuffer<long>(rowCount);
    }

    public int Outputs { get; }

    /// <summary>The first derivatives, output after output.</summary>
    public float[] Gradients { get; }

    /// <summary>The second derivatives, output after output.</summary>
    public float[] Hessians { get; }

    /// <summary>The packed gradient of each row for one output.</summary>
    public PinnedBuffer<long> Packed { get; }

    /// <summary>What one unit of a packed gradient is worth.</summary>
    public double GradientUnit { get; private set; }

    /// <summary>What one unit of a packed hessian is worth.</summary>
    public double HessianUnit { get; private set; }

    /// <summary>Takes the derivatives at <paramref name="scores"/>. Sums are taken block by block in order, whoever computes a block.</summary>
    public void Differentiate(IObjective objective, double[] scores, Team team)
    {
        objective.Prepare(scores);
        team.Run(_blocks, (_, block) =>
        {
            (int start, int count) = Block(block);
            objective.Differentiate(start, count, scores, Gradients, Hessians);
            SumBlock(block);
        });
    }

    /// <summary>Takes the sums again: whoever drew rows has changed derivatives.</summary>
    public void SumAgain(Team team) => team.Run(_blocks, (_, block) => SumBlock(block));

    /// <summary>Rounds the derivatives of one output to scales that no sum of them exceeds.</summary>
    public void Pack(int output, Team team)
    {
        double positive = 0;
        double negative = 0;
        double hessian = 0;
        foreach ((double blockPositive, double blockNegative, double blockHessian) in _blockSums.AsSpan(output * _blocks, _blocks))
        {
            positive += blockPositive;
            negative += blockNegative;
            hessian += blockHessian;
        }

        // Thresholds round each row up by less than one unit: that much is kept free.
        double rows = _rows + 1.0;
        int gradientExponent = Exponent((int.MaxValue - rows) / Math.Max(positive, negative));
        int hessianExponent = Exponent((uint.MaxValue - rows) / hessian);
        GradientUnit = Math.ScaleB(1, -gradientExponent);
        HessianUnit = Math.ScaleB(1, -hessianExponent);
        double gradientScale = Math.ScaleB(1, gradientExponent);
        double hessianScale = Math.ScaleB(1, hessianExponent);
        int first = output * _rows;
        team.Run(_blocks, (_, block) =>
        {
            (int start, int count) = Block(block);
            PackingKernel.Pack(
                start, Gradients.AsSpan(first + start, count), Hessians.AsSpan(first + start, count), gradientScale, hessianScale, Packed.Span.Slice(start, count));
        });
    }

    private void SumBlock(int block)
    {
        (int start, int count) = Block(block);
        for (int output = 0; output < Outputs; output++)
        {
            int first = (output * _rows) + start;
            _blockSums[(output * _blocks) + block] = Sum(Gradients.AsSpan(first, count), Hessians.AsSpan(first, count));
        }
    }

    private (int Start, int Count) Block(int block)
    {
        int start = block * BlockRows;
        return (start, Math.Min(BlockRows, _rows - start));
    }

    /// <summary>The exponent of the largest power of two that is not above <paramref name="scale"/>.</summary>
    private static int Exponent(double scale)
    {
        if (double.IsNaN(scale) || scale <= 0)
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, "Labels and weights are so large that gradients overflow.");
        }

        return Math.Min(LargestExponent, double.IsInfinity(scale) ? LargestExponent : Math.ILogB(scale));
    }

    private static (double Positive, double Negative, double Hessian) Sum(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        Vector256<double> positive = Vector256<double>.Zero;
        Vector256<double> negative = Vector256<double>.Zero;
        Vector256<double> hessian = Vector256<double>.Zero;
        int row = 0;
        for (; row + 4 <= gradients.Length; row += 4)
        {
            Vector256<double> gradient = Vector256.WidenLower(Vector128.Create(gradients.Slice(row, 4)).ToVector256Unsafe());
            positive += Vector256.Max(gradient, Vector256<double>.Zero);
            negative -= Vector256.Min(gradient, Vector256<double>.Zero);
            hessian += Vector256.WidenLower(Vector128.Create(hessians.Slice(row, 4)).ToVector256Unsafe());
        }

        double positiveRest = 0;
        double negativeRest = 0;
        double hessianRest = 0;
        for (; row < gradients.Length; row++)
        {
            positiveRest += Math.Max(gradients[row], 0);
            negativeRest -= Math.Min(gradients[row], 0);
            hessianRest += hessians[row];
        }

        return (InOrder(positive) + positiveRest, InOrder(negative) + negativeRest, InOrder(hessian) + hessianRest);
    }

    /// <summary>The sum of the lanes from the first to the last, which the library's own sum does not promise.</summary>
    private static double InOrder(Vector256<double> lanes) => lanes[0] + lanes[1] + lanes[2] + lanes[3];
}
