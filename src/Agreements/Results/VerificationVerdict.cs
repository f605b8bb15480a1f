namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What a result is worth to whoever verified it.</summary>
public enum VerificationVerdict
{
    /// <summary>A link of the chain does not hold: do not use the numbers.</summary>
    Refused,

    /// <summary>Everything is consistent, but nothing ties the agreement to you: whoever made the folder may have made all of it.</summary>
    Unanchored,

    /// <summary>Every link holds, under an agreement that is yours.</summary>
    Verified,
}
