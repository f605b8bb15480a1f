using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Sums;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>
/// Where some columns are protected and others known: what is noised moves by no more than the noise was made for when the protected parts of one person go, by no more than twice that when they change in any way, and what is
/// not noised does not move.
/// </summary>
public sealed class DepartureTests
{
    public static TheoryData<string, ProtectedParts> Kinds => new()
    {
        { "boosted", ProtectedParts.LabelsAndColumns },
        { "boosted", ProtectedParts.Columns },
        { "logistic", ProtectedParts.LabelsAndColumns },
        { "logistic", ProtectedParts.Columns },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_one_person_hides_moves_a_round_by_no_more_than_declared(string kind, ProtectedParts protects)
    {
        (double gone, double changed) = (0, 0);
        for (int seed = 0; seed < 12; seed++)
        {
            GeneratedExamples data = new(60, seed, mostRows: 1 + (seed % 4 * 5));
            PrivateTraining training = Plan(kind, protects);
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1];
            AdditiveFit fit = Disturbed(training, seed, largest: 1 + (seed % 3 * 3));
            IReadOnlyList<CoordinateMap> maps = fit.Maps();
            Numbers numbers = new(1000 + seed);
            (long[] moved, long[] known) = Sums(data.Examples);
            foreach (int person in data.People.Distinct())
            {
                (long[] without, long[] knownWithout) = Sums(data.WithoutProtected(person, protects == ProtectedParts.LabelsAndColumns));
                (long[] other, long[] knownOther) = Sums(data.WithoutProtected(person, protects == ProtectedParts.LabelsAndColumns, numbers));
                Assert.Equal(known, knownWithout);
                Assert.Equal(known, knownOther);
                gone = Math.Max(gone, Share(moved, without, mechanism));
                changed = Math.Max(changed, Share(moved, other, mechanism));
            }

            (long[] Moved, long[] Known) Sums(PrivateExamples examples)
            {
                DepartureSums sums = new DepartureRounds(training, fit, training.Bin(examples, 1, CancellationToken.None), 1, CancellationToken.None).Round(maps);
                return (ReleasedVector.Of(maps, sums.Moved, mechanism, ReleasedVector.SquaredWeightNorm), ReleasedVector.Of(maps, sums.Known, mechanism, ReleasedVector.SquaredWeightNorm));
            }
        }

        Assert.InRange(gone, 0.5, 1);
        Assert.InRange(changed, 0.8, 4);
    }

    [Theory]
    [InlineData(ProtectedParts.LabelsAndColumns)]
    [InlineData(ProtectedParts.Columns)]
    public void What_one_person_hides_moves_recalibration_by_no_more_than_declared(ProtectedParts protects)
    {
        double gone = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            GeneratedExamples data = new(60, seed, mostRows: 8);
            PrivateTraining training = Plan("boosted", protects);
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[^1];
            AdditiveFit fit = Disturbed(training, seed, largest: 4);
            (long[] moved, long[] known) = Sums(data.Examples);
            foreach (int person in data.People.Distinct())
            {
                (long[] without, long[] knownWithout) = Sums(data.WithoutProtected(person, protects == ProtectedParts.LabelsAndColumns));
                Assert.Equal(known, knownWithout);
                gone = Math.Max(gone, Share(moved, without, mechanism));
            }

            (long[] Moved, long[] Known) Sums(PrivateExamples examples)
            {
                BinnedRows rows = training.Bin(examples, 1, CancellationToken.None);
                bool[] isProtected = [false, .. training.Features.Select(feature => feature.IsProtected)];
                return new CalibrationDepartures(rows, fit.Partitions(rows.Cells), isProtected, protects == ProtectedParts.Columns).Sums(new Calibration(-1), training.CalibrationScale, mechanism);
            }
        }

        Assert.InRange(gone, 0.4, 1);
    }

    [Fact]
    public void What_is_noised_and_what_is_known_are_together_what_all_rows_add()
    {
        // One row a person, whose clipping bites nowhere.
        GeneratedExamples data = new(500, 3);
        PrivateTraining training = PrivateTraining.Plan(
            new BoostedOptions { Protects = ProtectedParts.LabelsAndColumns, Candidates = 8, ClipRows = 4 }, GeneratedExamples.HalfProtected, 5, Rho.Parse("0.05"));
        NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1];
        AdditiveFit fit = Disturbed(training, 3, largest: 3);
        IReadOnlyList<CoordinateMap> maps = fit.Maps();
        BinnedRows rows = training.Bin(data.Examples, 1, CancellationToken.None);
        DepartureSums sums = new DepartureRounds(training, fit, rows, 1, CancellationToken.None).Round(maps);
        long[] all = NoisyRounds.Exact(training, mechanism, fit, maps, rows, 1, CancellationToken.None);
        Assert.Equal(all, ReleasedVector.Of(maps, sums.Moved, mechanism, ReleasedVector.SquaredWeightNorm)
            .Zip(ReleasedVector.Of(maps, sums.Known, mechanism, ReleasedVector.SquaredWeightNorm), (moved, known) => moved + known));
    }

    [Fact]
    public void A_protected_cell_that_shares_the_entry_of_missing_values_is_refused()
    {
        PrivateTraining training = Plan("boosted", ProtectedParts.Columns);
        AdditiveFit fit = training.StartFit();
        CoordinateMap[] maps = [.. fit.Maps()];
        maps[3] = maps[3] with { Coordinates = new int[maps[3].Coordinates.Length] };
        DepartureRounds rounds = new(training, fit, training.Bin(new GeneratedExamples(5, 1).Examples, 1, CancellationToken.None), 1, CancellationToken.None);
        Assert.Throws<ArgumentException>(() => rounds.Round(maps));
    }

    private static PrivateTraining Plan(string kind, ProtectedParts protects) => PrivateTraining.Plan(
        (kind == "boosted" ? (PrivateTrainingOptions)new BoostedOptions { Candidates = 8 } : new LogisticOptions { Steps = 16 }) with { Protects = protects },
        GeneratedExamples.HalfProtected,
        5,
        Rho.Parse("0.05"));

    private static double Share(long[] a, long[] b, NoisyCounts mechanism) => a.Zip(b, (x, y) => Math.Pow(x - y, 2)).Sum() / mechanism.Noise.Sensitivity.L2Squared;

    /// <summary>Curves anywhere, so that residuals are large and protected values move scores far.</summary>
    private static AdditiveFit Disturbed(PrivateTraining training, int seed, int largest)
    {
        Numbers numbers = new(100 + seed);
        AdditiveFit fit = training.StartFit();
        foreach (ICurve curve in fit.Curves)
        {
            for (int cell = 0; cell < curve.Values.Length; cell++)
            {
                curve.Values[cell] = ((2 * numbers.Uniform()) - 1) * largest;
            }
        }

        return fit;
    }
}
