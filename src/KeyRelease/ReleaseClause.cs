namespace EnclaveCleanRoom.KeyRelease;

/// <summary>One condition of a release policy, held against one token.</summary>
/// <param name="Authority">The attestation authority under which the condition stands.</param>
/// <param name="Claim">The claim, with dots between the names of nested objects; <c>iss</c> for the authority itself.</param>
/// <param name="Operator">The operator: <c>equals</c>, or one that no vault documents.</param>
/// <param name="Wanted">The value asked for, as text.</param>
/// <param name="Found">The token's value as text, at most 200 characters; null when the token has no such value.</param>
/// <param name="IsSatisfied">Whether the condition holds.</param>
/// <param name="IsDecisive">Whether the condition is among those because of which its authority does not grant.</param>
public sealed record ReleaseClause(
    string Authority, string Claim, string Operator, string Wanted, string? Found, bool IsSatisfied, bool IsDecisive)
{
    /// <summary>The condition in words, with what was wanted and found.</summary>
    public override string ToString()
    {
        string found = Found is null ? "nothing" : $"'{Found}'";
        string note = Operator == "equals" ? "" : $" (operator '{Operator}' is not portable and never holds here)";
        return $"{Claim}: wanted '{Wanted}', found {found}{note}";
    }
}
