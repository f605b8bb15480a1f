using System.Text;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>What a release policy says of a token: the verdict and every condition behind it.</summary>
public sealed class ReleaseDecision
{
    internal ReleaseDecision(bool isGranted, IReadOnlyList<ReleaseClause> clauses) => (IsGranted, Clauses) = (isGranted, clauses);

    /// <summary>Whether the key is released.</summary>
    public bool IsGranted { get; }

    /// <summary>Every condition of every authority, in the order of the policy; an authority's own condition comes first.</summary>
    public IReadOnlyList<ReleaseClause> Clauses { get; }

    /// <summary>The conditions because of which the key is not released; empty when it is.</summary>
    public IEnumerable<ReleaseClause> Failing => IsGranted ? [] : Clauses.Where(clause => clause.IsDecisive);

    /// <summary>The verdict in words: one line, and one for each failing condition with what was wanted and found.</summary>
    public string Explain()
    {
        if (IsGranted)
        {
            return "The release policy is satisfied.";
        }

        StringBuilder text = new("The release policy is not satisfied:");
        foreach (ReleaseClause clause in Failing)
        {
            text.Append("\n  ").Append(clause);
        }

        return text.ToString();
    }
}
