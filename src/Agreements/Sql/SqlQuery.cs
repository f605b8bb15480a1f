using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>
/// A small subset of standard SQL, compiled to a typed query on the machine of whoever asks: what is signed, sent, admitted and shown to the other parties is the typed query.
/// </summary>
/// <remarks>
/// <c>SELECT</c> keys and aggregates (<c>COUNT(*)</c>, <c>COUNT(DISTINCT id)</c>, <c>COUNT(*) FILTER (WHERE outcome = 'value')</c>, <c>SUM</c>, <c>AVG</c>, quotients of two) <c>FROM</c> the counted table,
/// at most one <c>JOIN</c> on the agreed ids, <c>WHERE</c> on columns whose values are public, <c>GROUP BY</c> up to three keys, <c>HAVING</c> and <c>ORDER BY</c> on released figures, <c>LIMIT</c>.
/// </remarks>
public static class SqlQuery
{
    private const int MostRepairs = 100;

    /// <summary>Compiles a query.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="sql">The text, from anybody.</param>
    /// <param name="nanoRho">What it may spend, ρ in units of 10⁻⁹.</param>
    /// <param name="query">A query that the agreement allows.</param>
    /// <param name="refusal">Otherwise the rule that says no, and the nearest query that would pass.</param>
    public static bool TryCompile(
        Agreement agreement,
        PartyId requester,
        string sql,
        long nanoRho,
        [NotNullWhen(true)] out SegmentsQuery? query,
        [NotNullWhen(false)] out SqlRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(sql);
        (query, refusal) = (null, null);
        SqlSelect? select = null;
        try
        {
            select = SqlParser.Parse(sql);
            query = SqlCompiler.Compile(agreement, requester, select, nanoRho);
            return true;
        }
        catch (SqlObjection objection)
        {
            refusal = new SqlRefusal
            {
                Position = objection.Position,
                Rule = objection.Message,
                Nearest = select is null ? SqlRefusal.None : Nearest(agreement, requester, select, nanoRho, objection),
            };
            return false;
        }
    }

    /// <summary>Repairs what is objected to, one thing after the other, until the query compiles.</summary>
    private static string Nearest(Agreement agreement, PartyId requester, SqlSelect select, long nanoRho, SqlObjection objection)
    {
        for (int repairs = 0; objection.Repair is not null && repairs < MostRepairs; repairs++)
        {
            select = objection.Repair(select);
            try
            {
                SqlCompiler.Compile(agreement, requester, select, nanoRho);
                return SqlText.Write(select);
            }
            catch (SqlObjection next)
            {
                objection = next;
            }
        }

        return SqlRefusal.None;
    }
}
