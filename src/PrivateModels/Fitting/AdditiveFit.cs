using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The intercept and the curves, while they are trained; and how precisely each is measured.</summary>
internal sealed class AdditiveFit
{
    // More log-odds at a time than any sum can justify.
    private const double LongestStep = 3;

    private readonly FitConstants _constants;
    private readonly double[] _intercept = [0];

    internal AdditiveFit(IReadOnlyList<ICurve> curves, FitConstants constants) => (Curves, _constants) = (curves, constants);

    internal IReadOnlyList<ICurve> Curves { get; }

    internal double Intercept
    {
        get => _intercept[0];
        set => _intercept[0] = value;
    }

    /// <summary>The intercept's partition, then one for each curve.</summary>
    internal IReadOnlyList<Partition> Partitions(ushort[][] cells) =>
        [new Partition([], _intercept), .. Curves.Select((curve, i) => new Partition(cells[i], curve.Values))];

    /// <summary>Where sums go. Precision is shared out by how many values released evidence decides: more values need more of it.</summary>
    internal IReadOnlyList<CoordinateMap> Maps()
    {
        double[] wanted =
            [1, .. Curves.Select(curve => Math.Pow(Math.Max(_constants.LeastValues, curve.EffectiveCount), _constants.PrecisionPower))];
        double total = wanted.Sum();
        List<CoordinateMap> maps = [CoordinateMap.Even(0, 1, [0], Weight(wanted[0]))];
        int first = 1;
        for (int i = 0; i < Curves.Count; i++)
        {
            maps.Add(Curves[i].Map(first, Weight(wanted[i + 1])));
            first += Curves[i].Count;
        }

        return maps;

        int Weight(double share) => Math.Max(1, (int)((ReleasedVector.WeightNorm - Math.Sqrt(wanted.Length)) * Math.Sqrt(share / total)));
    }

    /// <summary>Moves everything.</summary>
    /// <param name="maps">By which the sums were made.</param>
    /// <param name="gradients">Noisy gradient sums, in units times weights.</param>
    /// <param name="curvatures">Noisy curvature sums, likewise.</param>
    /// <param name="curvatureUnit">What 1 of curvature counts, in units.</param>
    /// <param name="noiseVariance">Of an entry of this round.</param>
    internal void Step(
        IReadOnlyList<CoordinateMap> maps, ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double curvatureUnit, double noiseVariance)
    {
        double[] rowGradients = new double[gradients.Length];
        double[] rowCurvatures = new double[gradients.Length];
        foreach (CoordinateMap map in maps)
        {
            for (int i = map.First; i < map.First + map.Count; i++)
            {
                rowGradients[i] = gradients[i] / ((double)ResidualScale.Unit * map.Largest);
                rowCurvatures[i] = curvatures[i] / (curvatureUnit * map.Largest);
            }
        }

        // The intercept's noise is small, and what the curves leave of the level is its business at once.
        if (rowCurvatures[0] > 0)
        {
            Intercept += Math.Clamp(rowGradients[0] / rowCurvatures[0], -LongestStep, LongestStep);
        }

        for (int i = 0; i < Curves.Count; i++)
        {
            CoordinateMap map = maps[i + 1];
            double scale = (double)ResidualScale.Unit * map.Largest;
            Curves[i].Step(rowGradients.AsSpan(map.First, map.Count), rowCurvatures.AsSpan(map.First, map.Count), noiseVariance / (scale * scale));
        }
    }
}
