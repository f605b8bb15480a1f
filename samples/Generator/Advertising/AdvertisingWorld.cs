using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>The population and who knows whom. Each person is drawn from a stream of its own, so both tables agree on them.</summary>
internal sealed class AdvertisingWorld
{
    private const double SharedPart = 0.50;
    private const double AdsOnlyPart = 0.27;
    private const double AdsRowsPerUser = 10;
    private const long IdStep = 48_271;
    private const int FirstId = 100_001;

    private readonly int _idSpace;

    /// <summary>Lays out the population for the wanted numbers of rows.</summary>
    public AdvertisingWorld(AdvertisingOptions options)
    {
        Options = options;
        Signal = new Signal(options.Seed);
        Population = Math.Max(50, (int)Math.Min(
            options.AdsRows / AdsRowsPerUser / (SharedPart + AdsOnlyPart),
            options.FeedsRows / (1 - AdsOnlyPart)));
        _idSpace = PrimeAtLeast(Population);

        Xoshiro256 random = new(options.Seed, 0);
        for (int i = 0; i < Population; i++)
        {
            Person person = PersonAt(i, random);
            AdsUsers += person.InAds ? 1 : 0;
            FeedsUsers += person.InFeeds ? 1 : 0;
            SharedUsers += person.InAds && person.InFeeds ? 1 : 0;
            AdsActivity += person.InAds ? person.AdsActivity : 0;
            FeedsActivity += person.InFeeds ? person.FeedsActivity : 0;
        }
    }

    /// <summary>The wanted sizes and the seed.</summary>
    public AdvertisingOptions Options { get; }

    /// <summary>The planted effects.</summary>
    public Signal Signal { get; }

    /// <summary>Everybody, known to one side or both.</summary>
    public int Population { get; }

    /// <summary>Persons in the advertiser's table.</summary>
    public int AdsUsers { get; }

    /// <summary>Persons in the publisher's table.</summary>
    public int FeedsUsers { get; }

    /// <summary>Persons in both.</summary>
    public int SharedUsers { get; }

    /// <summary>The sum of <see cref="Person.AdsActivity"/> over the advertiser's persons.</summary>
    public double AdsActivity { get; }

    /// <summary>The sum of <see cref="Person.FeedsActivity"/> over the publisher's persons.</summary>
    public double FeedsActivity { get; }

    /// <summary>The person number <paramref name="index"/>; <paramref name="random"/> is only a workspace.</summary>
    public Person PersonAt(int index, Xoshiro256 random)
    {
        random.Restart(Options.Seed, ((ulong)index << 2) | 1);
        double membership = random.NextUnit();
        return new Person(
            Id: FirstId + (int)(index * IdStep % _idSpace),
            InAds: membership < SharedPart + AdsOnlyPart,
            InFeeds: membership is < SharedPart or >= SharedPart + AdsOnlyPart,
            AdsActivity: Math.Exp(random.NextNormal()),
            FeedsActivity: Math.Exp(0.9 * random.NextNormal()),
            Advertiser: AdvertiserProfile.Draw(random),
            Publisher: PublisherProfile.Draw(random));
    }

    private static int PrimeAtLeast(int value)
    {
        int candidate = value | 1;
        while (candidate % IdStep == 0 || Enumerable.Range(2, (int)Math.Sqrt(candidate) - 1).Any(d => candidate % d == 0))
        {
            candidate += 2;
        }

        return candidate;
    }
}
