namespace EnclaveCleanRoom.KeyRelease;

/// <summary>A request to a vault that did not succeed.</summary>
/// <param name="Reason">Why, from a closed set.</param>
/// <param name="Status">The HTTP status, or null when there was none.</param>
/// <param name="Code">The vault's own code, such as <c>AKV.SKR.1020</c> or <c>Forbidden</c>, or null.</param>
/// <param name="Message">For people: the vault's message, at most 2,000 characters, or a sentence of ours. Never part of a decision.</param>
public sealed record KeyVaultFailure(KeyVaultFailureReason Reason, int? Status, string? Code, string Message)
{
    /// <summary>Whether the same request may succeed later without anybody changing anything.</summary>
    public bool IsRetryable => Reason is KeyVaultFailureReason.Throttled or KeyVaultFailureReason.Unavailable;
}
