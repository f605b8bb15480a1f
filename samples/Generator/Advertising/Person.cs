namespace EnclaveCleanRoom.Samples.Advertising;

/// <summary>One made-up person: who knows them, how active they are there, and what each side knows.</summary>
internal readonly record struct Person(
    int Id,
    bool InAds,
    bool InFeeds,
    double AdsActivity,
    double FeedsActivity,
    AdvertiserProfile Advertiser,
    PublisherProfile Publisher);
