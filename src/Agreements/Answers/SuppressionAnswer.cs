namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>
/// Which of the recipient's people are said to be in the partner's table. Each person's answer was drawn by itself: it is wrong with the same probability whether the person is in it or not,
/// so that nobody can tell from being listed, or from not being listed, that somebody is.
/// </summary>
public sealed record SuppressionAnswer : Answer
{
    /// <summary>The recipient's own table.</summary>
    public required DatasetId Own { get; init; }

    /// <summary>The partner's table.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>ε of each person's answer in thousandths.</summary>
    public required int EpsilonPermille { get; init; }

    /// <summary>The probability with which somebody who is not in the partner's table is listed all the same, 0 to 1; exact.</summary>
    public required double FalsePositiveRate { get; init; }

    /// <summary>The probability with which somebody who is in it is not listed, 0 to 1; exact.</summary>
    public required double FalseNegativeRate { get; init; }

    /// <summary>So many people of the recipient's own table were answered for; exact, because the recipient knows its table.</summary>
    public required int People { get; init; }

    /// <summary>Those of them who are said to be in the partner's table.</summary>
    public required HashedIdList Listed { get; init; }

    /// <summary>How many of <see cref="People"/> are in the partner's table, estimated from the length of the list and the rates.</summary>
    public required Figure InPartner { get; init; }

    /// <summary>Which share of the list is in the partner's table, 0 to 1, estimated alike: what few true members cost in others who are listed.</summary>
    public required Figure ListedInPartner { get; init; }
}
