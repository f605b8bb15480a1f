namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>
/// Where a list of people goes: a file, or an advertising platform's audience. Everything before it (verifying, which list, in which form) is the same for all targets; a target only carries
/// what it is given to one place, whole or not at all.
/// </summary>
internal interface IActivationTarget
{
    /// <summary>What a person reads of the target.</summary>
    public string Description { get; }

    /// <summary>Delivers a list; delivering the same one again leaves the target as it is.</summary>
    /// <exception cref="ClientException">The target does not take it; nothing of it is there.</exception>
    public Task DeliverAsync(ActivationList list, CancellationToken cancellationToken);
}
