namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>The outcome of verifying a result: every link, in order.</summary>
/// <param name="Verdict">What it is worth.</param>
/// <param name="Checks">Every check that was run.</param>
/// <param name="Result">The result, unless <see cref="VerificationVerdict.Refused"/>.</param>
public sealed record ResultVerification(VerificationVerdict Verdict, IReadOnlyList<VerificationCheck> Checks, Result? Result)
{
    /// <summary>What the reader had nothing to compare with, each as a sentence: see <see cref="ExpectedJob"/>.</summary>
    public IReadOnlyList<string> NotChecked { get; init; } = [];

    /// <summary>What the agreement trusts beside AMD and Microsoft: whatever the verdict, the numbers are worth no more than that. See <see cref="TrustReview"/>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
