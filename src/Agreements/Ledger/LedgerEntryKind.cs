namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>What a ledger entry records. The numbers are stored and hashed; they never change.</summary>
public enum LedgerEntryKind
{
    /// <summary>No kind: no entry has it.</summary>
    None = 0,

    /// <summary>A new instance took over: its evidence.</summary>
    Instance = 1,

    /// <summary>An owner granted a budget.</summary>
    Grant = 2,

    /// <summary>An owner named a dataset's current version.</summary>
    Manifest = 3,

    /// <summary>A spend was reserved.</summary>
    Reserved = 4,

    /// <summary>Data is about to be opened under a spend.</summary>
    Opened = 5,

    /// <summary>The result of a spend is stored.</summary>
    Stored = 6,

    /// <summary>A spend ended without a result; it stays charged.</summary>
    Lost = 7,

    /// <summary>A spend touched no page and was given back.</summary>
    Released = 8,

    /// <summary>An owner closed its grants: the signed statement of what was spent of them.</summary>
    Closed = 9,

    /// <summary>A job's result answers its question from now on: whoever asks the same again gets it.</summary>
    Recorded = 10,

    /// <summary>A job was answered with an earlier one's result; nothing was spent.</summary>
    Answered = 11,

    /// <summary>The agreement was amended: the signed amendment.</summary>
    Amended = 12,
}
