using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The state of a ledger: how many entries it has, and the hash that chains them.</summary>
public sealed record LedgerHead
{
    /// <summary>The head of a ledger without entries.</summary>
    public static LedgerHead Empty { get; } = new() { Size = 0, Hash = default };

    /// <summary>Number of entries.</summary>
    public required long Size { get; init; }

    /// <summary>Hash of the last entry, which covers all before it; all zero when there is none.</summary>
    public required Digest256 Hash { get; init; }
}
