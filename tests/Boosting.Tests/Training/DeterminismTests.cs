using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

public sealed class DeterminismTests
{
    private static readonly BoosterOptions s_options = new()
    {
        NumIterations = 6,
        NumLeaves = 31,
        BaggingFraction = 0.8,
        BaggingFreq = 2,
        FeatureFraction = 0.8,
    };

    [Fact]
    public void One_two_and_three_threads_train_the_same_bytes()
    {
        // More rows than a piece of any parallel loop has, and a feature of more than 256 bins.
        LabelledRows rows = GeneratedRows.Mixed(40_000, seed: 1, weighted: true);
        string one = TrainWith(rows, threads: 1);
        Assert.Equal(one, TrainWith(rows, threads: 2));
        Assert.Equal(one, TrainWith(rows, threads: 3));
    }

    [Fact]
    public void The_model_of_generated_rows_has_the_digest_it_had_on_every_machine_so_far()
    {
        string model = TrainWith(GeneratedRows.Mixed(3_000, seed: 2), threads: 2);
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)));
        Assert.True(digest == ExpectedDigest, digest);
    }

    [Fact]
    public void Another_bagging_seed_trains_another_model()
    {
        LabelledRows rows = GeneratedRows.Mixed(2_000, seed: 3);
        BoosterOptions other = s_options with { BaggingSeed = 4 };
        Assert.NotEqual(TrainWith(rows, threads: 1), Trained.On(rows.ToTrainingData(other), other).ToModelText());
    }

    private const string ExpectedDigest = "15d4b64b3ed9faa24c6cc91c432775119f8ea8dded7ff72b22087778a457a67d";

    private static string TrainWith(LabelledRows rows, int threads)
    {
        BoosterOptions options = s_options with { NumThreads = threads };
        return Trained.On(rows.ToTrainingData(options), options).ToModelText();
    }
}
