namespace EnclaveCleanRoom.Storage;

/// <summary>Why a request to a store did not succeed.</summary>
/// <param name="Reason">Why, from a closed set.</param>
/// <param name="Status">The HTTP status, or null when there was none.</param>
/// <param name="Code">The service's own code, such as <c>ServerBusy</c>, or null.</param>
/// <param name="Message">A sentence for people; it decides nothing and holds no secret.</param>
public sealed record StoreFailure(StoreFailureReason Reason, int? Status, string? Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Status is null ? $"{Reason}: {Message}" : $"{Reason} ({Status} {Code}): {Message}";
}
