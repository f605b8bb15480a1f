namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>Why a checkpoint is not believed.</summary>
public enum CheckpointFailure
{
    /// <summary>It is.</summary>
    None,

    /// <summary>It is no signed note.</summary>
    NotANote,

    /// <summary>The note's text is no checkpoint: origin, size and root in a line each, and no more.</summary>
    NotACheckpoint,

    /// <summary>It is another ledger's.</summary>
    OtherOrigin,

    /// <summary>No signature is by the key that it was to be signed with.</summary>
    NotSigned,

    /// <summary>The signature by that key does not hold.</summary>
    BadSignature,
}
