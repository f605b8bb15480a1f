using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>What the publisher alone knows of a person; drawn independently of <see cref="AdvertiserProfile"/>.</summary>
internal readonly record struct PublisherProfile(int PhonePrice, int BrowserLifeCycle, int BrowserMode, int FeedLifeCycle, int RefreshTimes, int Interest, int Model, int Place)
{
    /// <summary>Reading interests fall into this many groups of categories.</summary>
    public const int Interests = 8;

    /// <summary>Draws one.</summary>
    public static PublisherProfile Draw(Xoshiro256 random) => new(
        PhonePrice: Codes.PhonePrice.Next(random),
        BrowserLifeCycle: Codes.BrowserLifeCycle.Next(random),
        BrowserMode: Codes.BrowserMode.Next(random),
        FeedLifeCycle: Codes.FeedLifeCycle.Next(random),
        RefreshTimes: random.NextChance(0.3) ? 0 : random.NextBetween(1, 9),
        Interest: random.NextInt(Interests),
        Model: Codes.Model.Next(random),
        Place: Codes.Place.Next(random));

    /// <summary>The group of an article category: the categories of a group are what a person of that interest mostly reads.</summary>
    public static int InterestOf(int category) => category % Interests;

    /// <summary>A category that a person of this interest reads: three times out of four one of their group.</summary>
    public int ReadCategory(Xoshiro256 random)
    {
        int category = Codes.Category.Next(random);
        return random.NextChance(0.75)
            ? Math.Min(category - (category % Interests) + Interest, Codes.Category.Count - 1)
            : category;
    }
}
