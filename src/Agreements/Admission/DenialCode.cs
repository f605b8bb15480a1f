namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>
/// Why a job is denied. None of these depends on anybody's rows: a denial follows from agreement, job, grants,
/// manifests, ledger and evidence alone.
/// </summary>
public enum DenialCode
{
    /// <summary>The agreement has expired.</summary>
    AgreementExpired,

    /// <summary>The job has expired, or is dated in the future.</summary>
    JobExpired,

    /// <summary>The job was put to another instance.</summary>
    OtherInstance,

    /// <summary>The query names terms that the agreement does not hold, or of another kind.</summary>
    QueryNotInAgreement,

    /// <summary>The requester may not ask under these terms.</summary>
    RequesterNotAllowed,

    /// <summary>A parameter of the query is outside its terms.</summary>
    ParameterOutsideTerms,

    /// <summary>An owner's own rule about every question that opens its data says no.</summary>
    OwnerRule,

    /// <summary>The query would release figures that do not cover the people a model was trained on, and not every owner signed for that.</summary>
    TrainingUsersProtected,

    /// <summary>A dataset has no manifest.</summary>
    ManifestMissing,

    /// <summary>A dataset's ciphertext has not been uploaded completely.</summary>
    CiphertextMissing,

    /// <summary>The store that the operator named does not give the ciphertext at present.</summary>
    CiphertextUnavailable,

    /// <summary>An owner has not granted this instance anything.</summary>
    GrantMissing,

    /// <summary>The owner's grant has expired.</summary>
    GrantExpired,

    /// <summary>The owner has closed its grants to this instance, for good.</summary>
    GrantsClosed,

    /// <summary>The grant opens another version of the dataset than the current manifest.</summary>
    GrantForOtherManifest,

    /// <summary>A dataset has dual release, and no grant of its owner holds its share.</summary>
    ShareMissing,

    /// <summary>A share was sealed for something else, or is not the one that the file was sealed with.</summary>
    ShareRefused,

    /// <summary>The ledger does not contain the head that an owner has seen: it was rolled back.</summary>
    LedgerRolledBack,

    /// <summary>The attestation service did not vouch for this instance.</summary>
    AttestationRefused,

    /// <summary>A key vault did not release a key.</summary>
    KeyNotReleased,

    /// <summary>The ciphertext is not the file of its manifest, or its footer does not open.</summary>
    CiphertextRefused,

    /// <summary>What was granted is spent.</summary>
    BudgetExhausted,

    /// <summary>The requester's jobs of the last 24 hours are as many as the owner lets it have.</summary>
    RateExceeded,

    /// <summary>The encrypted files of the tables that the question opens are together larger than the operator's limit.</summary>
    TablesTooLarge,

    /// <summary>The room could not run the job, for a reason that is its operator's to mend; nothing was opened or spent.</summary>
    RoomUnavailable,

    /// <summary>The same id was used for another job.</summary>
    JobIdReused,
}
