using System.Globalization;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>What a query may spend under its terms and by the rules of the owners.</summary>
internal static class SqlBudget
{
    /// <summary>δ in units of 10⁻¹⁸: what was asked, or as much as the terms allow; none where all groups are public.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="asking">What the query is asked with.</param>
    /// <param name="discovered">A key whose values are found out, or <see langword="null"/>.</param>
    /// <exception cref="SqlObjection">ρ or δ is outside its limits; the repair is the nearest limit.</exception>
    internal static long AttoDeltaFor(Agreement agreement, SegmentsTerms terms, SqlAsking asking, SqlColumn? discovered)
    {
        long leastRho = discovered is null ? QueryAdmission.MinimumNanoRho : Math.Max(QueryAdmission.MinimumNanoRho, (long)QueryAdmission.MinimumSelectionNanoRho * terms.GroupsPerPerson);
        long leastDelta = discovered is null ? 0 : (long)QueryAdmission.MinimumSelectionAttoDelta * terms.GroupsPerPerson;
        (long mostRho, string who) = MostNanoRho(agreement, terms);
        if (discovered is null && leastRho > mostRho)
        {
            throw new SqlObjection(1, $"any question spends ρ of {Rho(leastRho)} at least, and {Rho(mostRho)} is allowed{who}");
        }

        if (discovered is not null && (leastRho > mostRho || leastDelta > terms.MaximumAttoDelta))
        {
            throw new SqlObjection(
                discovered.Position,
                $"to find out the values of {SqlText.Write(discovered)} takes ρ of {Rho(leastRho)} and δ of {Delta(leastDelta)} at least, and '{terms.Id}' allow {Rho(mostRho)} and {Delta(terms.MaximumAttoDelta)}{who}",
                select => SqlCompiler.WithoutKey(select, discovered));
        }

        if (asking.NanoRho < leastRho || asking.NanoRho > mostRho)
        {
            throw new SqlObjection(
                $"ρ is {Rho(asking.NanoRho)}, and such a question under '{terms.Id}' spends {Rho(leastRho)} to {Rho(mostRho)}{who}",
                each => each with { NanoRho = Math.Clamp(each.NanoRho, leastRho, mostRho) });
        }

        if (discovered is null)
        {
            return 0;
        }

        long attoDelta = asking.AttoDelta ?? terms.MaximumAttoDelta;
        return attoDelta >= leastDelta && attoDelta <= terms.MaximumAttoDelta
            ? attoDelta
            : throw new SqlObjection(
                $"δ is {Delta(attoDelta)}, and a question that finds out its groups under '{terms.Id}' spends {Delta(leastDelta)} to {Delta(terms.MaximumAttoDelta)}",
                each => each with { AttoDelta = Math.Clamp(attoDelta, leastDelta, terms.MaximumAttoDelta) });
    }

    /// <summary>The most ρ, in units of 10⁻⁹, and whose rule that is where it is an owner's own.</summary>
    private static (long NanoRho, string Who) MostNanoRho(Agreement agreement, SegmentsTerms terms)
    {
        (long most, string who) = (terms.MaximumNanoRho, "");
        foreach (DatasetTerms dataset in terms.Datasets.Select(id => agreement.FindDataset(id)!))
        {
            if (dataset.Rules.MaximumNanoRho is OwnerLimitOf limit && limit.Value < most)
            {
                (most, who) = (limit.Value, $" (asked by {dataset.Owner})");
            }
        }

        return (most, who);
    }

    // Of any number: what was asked may be none that a ρ or a δ can have.
    private static string Rho(long nano) => (nano / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture);

    private static string Delta(long atto) => (atto / 1_000_000_000_000_000_000m).ToString("0.##################", CultureInfo.InvariantCulture);
}
