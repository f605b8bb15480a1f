namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>An entry of a ledger in a file.</summary>
internal sealed record LedgerCopyEntry
{
    /// <summary>The number of its kind.</summary>
    public required long Kind { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>Base64url.</summary>
    public required string Body { get; init; }
}
