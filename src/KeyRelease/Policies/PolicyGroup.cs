using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary><c>allOf</c> or <c>anyOf</c> over at least one condition. Every condition is evaluated, so that all can be reported.</summary>
internal sealed record PolicyGroup(bool All, IReadOnlyList<PolicyCondition> Conditions) : PolicyCondition
{
    /// <summary>Whether it is flat and compares by <c>equals</c> only.</summary>
    public bool IsPortable => Conditions.All(condition => condition is PolicyClause { IsPortable: true });

    public override bool Evaluate(string authority, JsonElement claims, List<ReleaseClause> clauses)
    {
        int first = clauses.Count;
        int holding = 0;
        foreach (PolicyCondition condition in Conditions)
        {
            holding += condition.Evaluate(authority, claims, clauses) ? 1 : 0;
        }

        bool holds = All ? holding == Conditions.Count : holding > 0;
        for (int i = first; holds && i < clauses.Count; i++)
        {
            clauses[i] = clauses[i] with { IsDecisive = false };
        }

        return holds;
    }
}
