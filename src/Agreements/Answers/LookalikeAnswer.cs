using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// The people of an audience who resemble the seed most, and how well the model finds seed people it has not seen. Who is listed follows from the private model and the recipient's own rows
/// alone: whether somebody is in the seed was not looked at again.
/// </summary>
public sealed record LookalikeAnswer : Answer
{
    /// <summary>The recipient's own table.</summary>
    public required DatasetId Audience { get; init; }

    /// <summary>The partner's table.</summary>
    public required DatasetId Seed { get; init; }

    /// <summary>The size that was asked for.</summary>
    public required SegmentSize Size { get; init; }

    /// <summary>People of the audience; exact, because the recipient knows its table.</summary>
    public required int People { get; init; }

    /// <summary>People of the seed who are in the audience.</summary>
    public required Figure MatchedSeed { get; init; }

    /// <summary>Whether the estimate of <see cref="MatchedSeed"/> reaches the agreed minimum. If not, nobody is listed and nothing else is told.</summary>
    public required bool IsSeedLargeEnough { get; init; }

    /// <summary>The segment.</summary>
    public required HashedIdList Segment { get; init; }

    /// <summary>Relevance and recall of every agreed size, in the order of the terms; none where the seed is too small.</summary>
    public required IReadOnlyList<LookalikePoint> Curve { get; init; }

    /// <summary>People of the segment who are in the existing audience: one figure where the terms name one and the seed is large enough, and else none.</summary>
    public required IReadOnlyList<Figure> InExisting { get; init; }
}

/// <summary>What a segment of one size is worth, measured on people who were held out of training.</summary>
public sealed record LookalikePoint
{
    /// <summary>The size.</summary>
    public required SegmentSize Size { get; init; }

    /// <summary>So many people of the audience it comes to.</summary>
    public required int People { get; init; }

    /// <summary>Which share of the seed's held-out people the segment has, 0 to 1.</summary>
    public required Figure Recall { get; init; }

    /// <summary>How many times as frequent seed people are in the segment as in the whole audience; 1 is no better than chance.</summary>
    public required Figure Relevance { get; init; }
}
