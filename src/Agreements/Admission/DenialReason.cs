namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>One reason of a denial: what was asked to hold, what was found, and whose rule it is.</summary>
public sealed record DenialReason
{
    /// <summary>The kind of reason.</summary>
    public required DenialCode Code { get; init; }

    /// <summary>What was looked at.</summary>
    public required string Claim { get; init; }

    /// <summary>What it was.</summary>
    public required string Found { get; init; }

    /// <summary>What it had to be.</summary>
    public required string Wanted { get; init; }

    /// <summary>The party whose rule said no, or <c>agreement</c> when all of them did.</summary>
    public required string AskedBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Claim} is {Found}, wanted {Wanted} (asked by {AskedBy})";
}
