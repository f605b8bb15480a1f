using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Tests.Histograms;

public sealed class GradientBoardTests
{
    [Theory]
    [InlineData(1e-20f)]
    [InlineData(1f)]
    [InlineData(1e20f)]
    public void No_sum_leaves_its_half_and_none_loses_its_precision(float weight)
    {
        const int Rows = 20_000;
        TestRandom random = new(9);
        float[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 50 == 0 ? 1f : 0f)];
        float[] weights = [.. labels.Select(_ => weight * (float)(0.1 + random.Next()))];
        LogisticObjective objective = LogisticObjective.Binary(labels, weights, BoosterOptions.Default);
        double[] scores = new double[Rows];
        Array.Fill(scores, objective.BestConstant(0));
        GradientBoard board = new(Rows);
        using Team team = new(2);
        board.Differentiate(objective, scores, team);
        board.Pack(0, team);

        long positive = 0;
        long negative = 0;
        long hessian = 0;
        double exact = 0;
        double probability = 1 / (1 + Math.Exp(-scores[0]));
        for (int row = 0; row < Rows; row++)
        {
            PackedGradient packed = new(board.Packed.Span[row]);
            positive += Math.Max(0, packed.Gradient);
            negative += Math.Min(0, packed.Gradient);
            hessian += packed.Hessian;
            exact += probability * (1 - probability) * weights[row];
        }

        Assert.InRange(positive, 1 << 29, int.MaxValue);
        Assert.InRange(negative, int.MinValue, -(1 << 29));
        Assert.InRange(hessian, 1L << 30, uint.MaxValue);
        Assert.Equal(1, hessian * board.HessianUnit / exact, 1e-5);
        Assert.Equal(0, (positive + negative) / (double)positive, 1e-5);
    }
}
