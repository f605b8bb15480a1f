using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>A group of conditions, or a single one.</summary>
internal abstract record PolicyCondition
{
    /// <summary>Holds the condition against the claims and appends a finding for each single one, decisive where it failed.</summary>
    public abstract bool Evaluate(string authority, JsonElement claims, List<ReleaseClause> clauses);
}
