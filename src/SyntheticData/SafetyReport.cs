namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How often true rows stand among made ones, and how often rows would that nobody had a part in. All shares are 0 to 1.</summary>
public sealed record SafetyReport
{
    /// <summary>The share of true rows that stand among the made rows, with noise.</summary>
    public required double ExactShare { get; init; }

    /// <summary>The share of true rows of which a made row differs in one column at most, with noise.</summary>
    public required double NearShare { get; init; }

    /// <summary>The share of rows made anew that stand among the made rows.</summary>
    public required double ExactShareExpected { get; init; }

    /// <summary>The share of rows made anew of which a made row differs in one column at most.</summary>
    public required double NearShareExpected { get; init; }

    /// <summary>The standard deviation of the noise on a share.</summary>
    public required double Deviation { get; init; }

    /// <summary>What an attacker gains who takes everybody found among the made rows for a member: the larger excess of a true share over the expected one, 0 or more.</summary>
    public double MembershipAdvantage => Math.Max(0, Math.Max(ExactShare - ExactShareExpected, NearShare - NearShareExpected));

    /// <summary>Whether the advantage is within a threshold. The shares carry noise, so the outcome is as private as they are.</summary>
    /// <param name="largestAdvantage">0 to 1; public.</param>
    public bool Passes(double largestAdvantage) => MembershipAdvantage <= largestAdvantage;
}
