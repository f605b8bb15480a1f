using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Coding;

/// <summary>Codes are the same codes in one byte, two or four.</summary>
public sealed class RowCodesTests
{
    public static TheoryData<int> Counts => [1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 100_000];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Codes_come_back_however_many_there_are(int count)
    {
        int[] codes = [0, count - 1, count / 2, 0];
        RowCodes rows = RowCodes.Of(codes, count);
        Assert.Equal(codes, Coded.Codes(rows));
        Assert.Equal([count - 1, 0, count / 2], Coded.Codes(rows.Take([1, 3, 2])));
        int[] copied = new int[2];
        rows.CopyTo([2, 1], copied);
        Assert.Equal([count / 2, count - 1], copied);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void An_absent_cell_has_the_last_code(int count) => Assert.Equal([0, count - 1], Coded.Codes(RowCodes.Of([0, -1], count)));

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_tally_counts_the_rows_that_are_asked_for_and_no_others(int count)
    {
        int[] tally = RowCodes.Of([0, count - 1, 0, 0], count).Tally([0, 1, 2]);
        Assert.Equal(count, tally.Length);
        Assert.Equal(3, tally.Sum());
        Assert.Equal(count == 1 ? 3 : 1, tally[^1]);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_feature_of_codes_trains_the_model_that_its_values_train(int count)
    {
        int[] codes = [.. Enumerable.Range(0, 500).Select(row => (int)(row * 7919L % count))];
        double[] numbers = [.. Enumerable.Range(0, count).Select(code => code % 3 == 2 ? double.NaN : code * 0.5)];
        int[] categories = [.. Enumerable.Range(0, count).Select(code => (code % 9) - 1)];
        RowCodes rows = RowCodes.Of(codes, count);
        double[] labels = [.. Enumerable.Range(0, 500).Select(row => row % 3 == 0 ? 1.0 : 0.0)];
        string Train(FeatureColumn number, FeatureColumn category)
        {
            BoosterOptions options = new() { NumIterations = 3, NumLeaves = 4 };
            TrainingData data = TrainingData.Create(new FeatureTable(number, category), labels, [], options);
            return Booster.Train(data, null, options, null, TestContext.Current.CancellationToken).ToModelText();
        }

        Assert.Equal(
            Train(FeatureColumn.Numeric("n", Coded.Cells(rows, numbers)), FeatureColumn.Categorical("c", Coded.Cells(rows, categories))),
            Train(rows.ToNumeric("n", numbers), rows.ToCategorical("c", categories)));
    }
}
