namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>What a question in SQL is asked with, as it was typed; <see langword="null"/> for what was not.</summary>
/// <param name="Rho">What it may spend.</param>
/// <param name="Delta">What the private choice of its groups may spend.</param>
/// <param name="Terms">The terms under which it is asked.</param>
/// <param name="IsPreview">Whether nothing is spent, so that terms need not be chosen yet.</param>
internal sealed record SqlOptions(string? Rho, string? Delta = null, string? Terms = null, bool IsPreview = false);
