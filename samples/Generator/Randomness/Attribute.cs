namespace EnclaveCleanRoom.Samples.Randomness;

/// <summary>The attributes that carry planted effects; each names a random stream of its own.</summary>
internal enum Attribute : ulong
{
    /// <summary>The advertising task (click).</summary>
    Task = 1,

    /// <summary>Where on the screen (click).</summary>
    Slot,

    /// <summary>The kind of creative (click).</summary>
    Creative,

    /// <summary>The person's age band (click; known to the advertiser).</summary>
    AgeOnClick,

    /// <summary>The person's phone price band (click; known to the publisher alone).</summary>
    PhonePriceOnClick,

    /// <summary>How long the person has used the browser (click; known to the publisher alone).</summary>
    BrowserLifeCycleOnClick,

    /// <summary>What the person reads about (click; known to the publisher alone).</summary>
    InterestOnClick,

    /// <summary>What the person reads about, with what is advertised (click; revealed by the join alone).</summary>
    InterestByAppOnClick,

    /// <summary>The article's category (engagement).</summary>
    ArticleCategory,

    /// <summary>The article's kind (engagement).</summary>
    ArticleKind,

    /// <summary>The channel in which the article appeared (engagement).</summary>
    Channel,

    /// <summary>The person's age band (engagement; known to the advertiser alone).</summary>
    AgeOnEngagement,

    /// <summary>The size of the person's city (engagement; known to the advertiser alone).</summary>
    CityRankOnEngagement,

    /// <summary>The person's device series (engagement; known to the advertiser alone).</summary>
    SeriesOnEngagement,

    /// <summary>The person's gender (engagement; known to the advertiser alone).</summary>
    GenderOnEngagement,
}
