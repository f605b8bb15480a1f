using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>What an owner lets its agent grant without being asked.</summary>
internal sealed record AgentLimits
{
    /// <summary>What one grant gives each requester.</summary>
    internal required IReadOnlyList<GrantedBudget> Portions { get; init; }

    /// <summary>The most that each requester may ever be granted under the agreement, by hand or by the agent, less what came back. Who is not named gets nothing.</summary>
    internal required IReadOnlyList<GrantedBudget> Most { get; init; }

    /// <summary>How long a grant is good for.</summary>
    internal required TimeSpan Lifetime { get; init; }

    /// <exception cref="ClientException">A portion has no limit, or a limit no portion, or a portion exceeds its limit.</exception>
    internal void Require()
    {
        foreach (GrantedBudget portion in Portions)
        {
            GrantedBudget most = Most.FirstOrDefault(limit => limit.Requester == portion.Requester)
                ?? throw ClientException.Usage($"--most says nothing about '{portion.Requester}': without a limit the agent grants nothing.");
            if (portion.NanoRho > most.NanoRho || portion.AttoDelta > most.AttoDelta)
            {
                throw ClientException.Usage($"A portion for '{portion.Requester}' exceeds --most.");
            }
        }

        if (Most.FirstOrDefault(limit => Portions.All(portion => portion.Requester != limit.Requester)) is { } lone)
        {
            throw ClientException.Usage($"--portion says nothing about '{lone.Requester}'.");
        }
    }
}
