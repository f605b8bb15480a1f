namespace EnclaveCleanRoom.Attestation;

/// <summary>Which of the three questions a check belongs to.</summary>
public enum AppraisalStep
{
    /// <summary>Can it be read?</summary>
    Parse,

    /// <summary>Is it genuine?</summary>
    Authenticate,

    /// <summary>Is it acceptable?</summary>
    Appraise,
}
