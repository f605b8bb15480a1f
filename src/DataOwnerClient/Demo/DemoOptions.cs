namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>What the demo is asked to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>The folder that the demo writes to unless told otherwise.</summary>
    internal const string DefaultOut = "cleanroom-demo";

    /// <summary>The most rounds of training that the demo's agreement allows.</summary>
    internal const int MostRounds = 40;

    /// <summary>The most seconds that an answer may be held back.</summary>
    internal const int LongestAnswer = 3600;

    /// <summary>Rows of the advertiser's generated table; the publisher's has half as many.</summary>
    public required int Rows { get; init; }

    /// <summary>The publisher's own CSV, or <see langword="null"/> for generated tables.</summary>
    public required string? Publisher { get; init; }

    /// <summary>The advertiser's own CSV, or <see langword="null"/> for generated tables.</summary>
    public required string? Advertiser { get; init; }

    /// <summary>The id column, or <c>publisherColumn=advertiserColumn</c>; empty to infer.</summary>
    public required string Id { get; init; }

    /// <summary>The label column, in either table or both; empty to infer.</summary>
    public required string Label { get; init; }

    /// <summary>The value that counts as positive.</summary>
    public required string Positive { get; init; }

    /// <summary>The folder that receives keys, agreement, results and report.</summary>
    public required string Out { get; init; }

    /// <summary>Rounds of the private models' training.</summary>
    public required int Rounds { get; init; }

    /// <summary>Seconds after its spend at which every answer leaves; <see langword="null"/> for a deadline for the overlap alone.</summary>
    public required int? AnswerAfter { get; init; }
}
