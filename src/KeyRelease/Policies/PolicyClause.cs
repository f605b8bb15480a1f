using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>A single condition: a claim, an operator, a value.</summary>
internal sealed record PolicyClause(string Claim, string Operator, JsonElement Wanted) : PolicyCondition
{
    /// <summary>The only operator that the grammar documents.</summary>
    public const string EqualsOperator = "equals";

    public bool IsPortable => Operator == EqualsOperator;

    public override bool Evaluate(string authority, JsonElement claims, List<ReleaseClause> clauses)
    {
        JsonElement? found = ClaimValue.Find(claims, Claim);

        // What an undocumented operator would mean is not known; not knowing is not allowing.
        bool holds = IsPortable && found is JsonElement value && ClaimValue.AreEqual(Wanted, value);
        string? shown = found is JsonElement present ? ClaimValue.Shown(ClaimValue.Text(present) ?? present.GetRawText()) : null;
        clauses.Add(new ReleaseClause(authority, Claim, Operator, ClaimValue.Text(Wanted)!, shown, holds, IsDecisive: !holds));
        return holds;
    }
}
