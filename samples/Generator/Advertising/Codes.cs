using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>
/// The code lists of the columns: skewed draws of a rank, and a fixed scramble from rank to code so that a large code
/// does not mean a rare one.
/// </summary>
internal sealed class Codes
{
    private readonly ZipfSampler _ranks;
    private readonly int[] _codes;

    private Codes(int first, int count, int step, double exponent)
    {
        _ranks = new ZipfSampler(count, exponent);
        int stride = Scramble(count);
        _codes = [.. Enumerable.Range(0, count).Select(rank => first + ((int)((long)rank * stride % count) * step))];
        Weights = new double[_codes.Max() + 1];
        for (int rank = 0; rank < count; rank++)
        {
            Weights[_codes[rank]] = ZipfSampler.Weight(rank, exponent);
        }
    }

    public static readonly Codes Age = new(1, 8, 1, 0.6);
    public static readonly Codes Gender = new(2, 3, 1, 2.4);
    public static readonly Codes Residence = new(12, 35, 1, 0.7);
    public static readonly Codes CityRank = new(2, 4, 1, 0.5);
    public static readonly Codes SeriesDevice = new(11, 27, 1, 0.9);
    public static readonly Codes System = new(11, 27, 1, 0.9);
    public static readonly Codes DeviceName = new(101, 257, 1, 0.8);
    public static readonly Codes DeviceSize = new(1008, 786, 2, 0.9);
    public static readonly Codes Network = new(2, 6, 1, 1.9);
    public static readonly Codes CreativeType = new(2, 9, 1, 1.3);
    public static readonly Codes InterfaceType = new(3, 3, 1, 0.8);
    public static readonly Codes Slot = new(11, 60, 1, 1.0);
    public static readonly Codes AppTag = new(11, 43, 1, 0.9);
    public static readonly Codes AppClass = new(11, 20, 1, 1.0);
    public static readonly Codes App = new(101, 272, 1, 0.8);
    public static readonly Codes AdvertiserId = new(10_004, 13_576, 1, 0.6);
    public static readonly Codes AdvertiserAccount = new(1005, 1073, 1, 0.8);
    public static readonly Codes TaskId = new(10_025, 26_320, 1, 0.6);
    public static readonly Codes PhonePrice = new(10, 8, 1, 0.7);
    public static readonly Codes BrowserLifeCycle = new(10, 8, 1, 0.9);
    public static readonly Codes BrowserMode = new(10, 8, 1, 1.3);
    public static readonly Codes FeedLifeCycle = new(10, 8, 1, 1.5);
    public static readonly Codes Category = new(0, 221, 1, 0.8);
    public static readonly Codes Region = new(0, 3188, 1, 0.9);
    public static readonly Codes ArticleKind = new(10, 5, 1, 1.2);
    public static readonly Codes Channel = new(2, 19, 1, 1.6);
    public static readonly Codes Model = new(101, 1300, 1, 0.8);
    public static readonly Codes Place = new(1, 3100, 1, 0.7);

    /// <summary>How many codes there are.</summary>
    public int Count => _codes.Length;

    /// <summary>How popular each code is; the index is the code, and a number that is no code has weight 0.</summary>
    public double[] Weights { get; }

    /// <summary>A code drawn by its popularity.</summary>
    public int Next(Xoshiro256 random) => _codes[_ranks.Next(random)];

    /// <summary>The code of a popularity rank, 0 the most popular.</summary>
    public int AtRank(int rank) => _codes[rank];

    private static int Scramble(int count)
    {
        int step = Math.Max(1, (int)(count * 0.618));
        while (GreatestCommonDivisor(step, count) != 1)
        {
            step++;
        }

        return step;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
