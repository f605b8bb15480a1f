using EnclaveCleanRoom.Samples.Randomness;

namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>
/// The planted effects, in log-odds. The spreads are chosen so that a good model reaches an AUC of about .70 from one
/// side's columns and clearly more with the other side's.
/// </summary>
internal sealed class Signal(ulong seed)
{
    private const double ClickBase = -4.40;
    private const double EngagementBase = -2.75;

    private readonly double[] _slot = Effects.Draw(seed, Randomness.Attribute.Slot, Codes.Slot.Weights, 0.55);
    private readonly double[] _creative = Effects.Draw(seed, Randomness.Attribute.Creative, Codes.CreativeType.Weights, 0.50);
    private readonly double[] _ageOnClick = Effects.Draw(seed, Randomness.Attribute.AgeOnClick, Codes.Age.Weights, 0.40);
    private readonly double[] _phonePrice = Effects.Draw(seed, Randomness.Attribute.PhonePriceOnClick, Codes.PhonePrice.Weights, 0.60);
    private readonly double[] _browserLife = Effects.Draw(seed, Randomness.Attribute.BrowserLifeCycleOnClick, Codes.BrowserLifeCycle.Weights, 0.50);
    private readonly double[] _interest = Effects.Draw(seed, Randomness.Attribute.InterestOnClick, ZipfSampler.Weights(PublisherProfile.Interests, 0), 0.50);
    private readonly double[] _interestByApp = Effects.Draw(seed, Randomness.Attribute.InterestByAppOnClick, ZipfSampler.Weights(PublisherProfile.Interests * AppGroups, 0), 0.30);

    private readonly double[] _category = Effects.Draw(seed, Randomness.Attribute.ArticleCategory, Codes.Category.Weights, 0.55);
    private readonly double[] _kind = Effects.Draw(seed, Randomness.Attribute.ArticleKind, Codes.ArticleKind.Weights, 0.50);
    private readonly double[] _channel = Effects.Draw(seed, Randomness.Attribute.Channel, Codes.Channel.Weights, 0.40);
    private readonly double[] _ageOnEngagement = Effects.Draw(seed, Randomness.Attribute.AgeOnEngagement, Codes.Age.Weights, 0.50);
    private readonly double[] _cityRank = Effects.Draw(seed, Randomness.Attribute.CityRankOnEngagement, Codes.CityRank.Weights, 0.45);
    private readonly double[] _series = Effects.Draw(seed, Randomness.Attribute.SeriesOnEngagement, Codes.SeriesDevice.Weights, 0.45);
    private readonly double[] _gender = Effects.Draw(seed, Randomness.Attribute.GenderOnEngagement, Codes.Gender.Weights, 0.30);

    /// <summary>Apps fall into this many groups by <c>app_second_class</c>.</summary>
    public const int AppGroups = 4;

    /// <summary>The probability that this person clicks this ad in this slot.</summary>
    public double Click(in Person person, in AdTask task, int slot) => Effects.Probability(
        ClickBase
        + task.Effect + _slot[slot] + _creative[task.Creative] + _ageOnClick[person.Advertiser.Age]
        + _phonePrice[person.Publisher.PhonePrice] + _browserLife[person.Publisher.BrowserLifeCycle]
        + _interest[person.Publisher.Interest]
        + _interestByApp[(person.Publisher.Interest * AppGroups) + (task.AppClass % AppGroups)]);

    /// <summary>The probability that this person engages with this article in this channel.</summary>
    public double Engagement(in Person person, in Article article, int channel) => Effects.Probability(
        EngagementBase
        + article.Effect + _category[article.Category] + _kind[article.Kind] + _channel[channel]
        + _ageOnEngagement[person.Advertiser.Age] + _cityRank[person.Advertiser.CityRank]
        + _series[person.Advertiser.Series] + _gender[person.Advertiser.Gender]);
}
