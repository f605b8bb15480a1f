namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>An account: what <paramref name="Requester"/> may learn from the people of <paramref name="Owner"/>'s data.</summary>
/// <param name="Owner">The party whose data is protected.</param>
/// <param name="Requester">The party who asks.</param>
public readonly record struct BudgetAccountId(string Owner, string Requester)
{
    /// <summary>Owner and requester, for people.</summary>
    public override string ToString() => $"{Owner} for {Requester}";
}
