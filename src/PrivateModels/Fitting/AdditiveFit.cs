using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The intercept and the curves, while they are trained; and how precisely each is measured.</summary>
internal sealed class AdditiveFit
{
    private readonly FitConstants _constants;
    private readonly double[] _intercept = [0];
    private double _curvature;
    private int _seen;

    internal AdditiveFit(IReadOnlyList<ICurve> curves, FitConstants constants) => (Curves, _constants) = (curves, constants);

    internal IReadOnlyList<ICurve> Curves { get; }

    internal double Intercept => _intercept[0];

    /// <summary>The intercept's partition, then one for each curve.</summary>
    internal IReadOnlyList<Partition> Partitions(ushort[][] cells) =>
        [new Partition([], _intercept), .. Curves.Select((curve, i) => new Partition(cells[i], curve.Values))];

    /// <summary>Where sums go. Precision is shared out by public numbers of leaves: many leaves need more of it.</summary>
    internal IReadOnlyList<CoordinateMap> Maps()
    {
        double[] wanted = [_constants.InterceptLeaves, .. Curves.Select(curve => (double)curve.Count)];
        double total = wanted.Sum(leaves => Math.Pow(leaves, _constants.PrecisionPower));
        int[] weights =
            [.. wanted.Select(leaves => Math.Max(1, (int)(ReleasedVector.WeightNorm * Math.Sqrt(Math.Pow(leaves, _constants.PrecisionPower) / total))))];
        List<CoordinateMap> maps = [CoordinateMap.Even(0, 1, [0], weights[0])];
        int first = 1;
        for (int i = 0; i < Curves.Count; i++)
        {
            maps.Add(Curves[i].Map(first, weights[i + 1]));
            first += Curves[i].Count;
        }

        return maps;
    }

    /// <summary>Takes a share of a Newton step of everything.</summary>
    /// <param name="maps">By which the sums were made.</param>
    /// <param name="gradients">Noisy gradient sums, in units times weights.</param>
    /// <param name="curvatures">Noisy curvature sums, likewise.</param>
    /// <param name="curvatureUnit">What 1 of curvature counts, in units.</param>
    /// <param name="noiseVariance">Of an entry, when all rounds are averaged.</param>
    /// <param name="share">Above 0, at most 1.</param>
    internal void Step(
        IReadOnlyList<CoordinateMap> maps, ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double curvatureUnit, double noiseVariance, double share)
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

        _seen++;
        _curvature += rowCurvatures[0];
        if (_curvature > 0)
        {
            // Five log-odds at a time is more than any sum can justify.
            _intercept[0] += Math.Clamp(rowGradients[0] / (_curvature / _seen), -5, 5) * Math.Min(1, 2 * share);
        }

        for (int i = 0; i < Curves.Count; i++)
        {
            CoordinateMap map = maps[i + 1];
            double scale = (double)ResidualScale.Unit * map.Largest;
            Curves[i].Step(
                rowGradients.AsSpan(map.First, map.Count), rowCurvatures.AsSpan(map.First, map.Count), noiseVariance / (scale * scale), share);
        }
    }
}
