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
    /// <summary>Compiles a query, under the first terms of the agreement that allow it.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="sql">The text, from anybody.</param>
    /// <param name="asking">What it may spend, and under which terms.</param>
    /// <param name="query">A query that the agreement allows.</param>
    /// <param name="refusal">Otherwise the rule that says no, and the nearest query that would pass.</param>
    public static bool TryCompile(
        Agreement agreement,
        PartyId requester,
        string sql,
        SqlAsking asking,
        [NotNullWhen(true)] out SegmentsQuery? query,
        [NotNullWhen(false)] out SqlRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(asking);
        SqlReading reading = SqlParser.Read(sql);
        SqlObjection? objection = Compile(agreement, requester, reading, asking, out query);
        refusal = objection is null ? null : Refusal(agreement, requester, reading, asking, objection);
        return objection is null;
    }

    /// <summary>Other terms that allow a query as it stands and let others have its answer, in the order of the agreement; none where the terms were named.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="sql">The text that was compiled.</param>
    /// <param name="asking">What it was compiled with.</param>
    /// <param name="query">What it was compiled to.</param>
    public static IReadOnlyList<SegmentsTerms> FindOtherRecipients(Agreement agreement, PartyId requester, string sql, SqlAsking asking, SegmentsQuery query)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(asking);
        ArgumentNullException.ThrowIfNull(query);
        return asking.Terms is null && SqlParser.Read(sql) is { Select: { } select, Objections.Count: 0 } && agreement.FindTerms(query.Terms) is SegmentsTerms terms
            ? SqlNearest.FindOtherRecipients(agreement, requester, new SqlAsked(select, asking), terms)
            : [];
    }

    /// <summary>Where a compiled query means something else than the same text would in standard SQL, in sentences; none where it cannot.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="query">A query that the agreement allows.</param>
    public static IReadOnlyList<string> Differences(Agreement agreement, SegmentsQuery query)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(query);
        return agreement.FindTerms(query.Terms) is SegmentsTerms terms ? SqlDifferences.Of(agreement, terms, query) : [];
    }

    private static SqlObjection? Compile(Agreement agreement, PartyId requester, SqlReading reading, SqlAsking asking, out SegmentsQuery? query)
    {
        query = null;
        if (reading.Objections.Count > 0)
        {
            return reading.Objections[0];
        }

        try
        {
            query = SqlNearest.Compile(agreement, requester, new SqlAsked(reading.Select!, asking));
            return null;
        }
        catch (SqlObjection objection)
        {
            return objection;
        }
    }

    private static SqlRefusal Refusal(Agreement agreement, PartyId requester, SqlReading reading, SqlAsking asking, SqlObjection objection)
    {
        SqlRefusal refusal = new() { Position = objection.Position, Rule = objection.Message, OtherRules = [], Nearest = SqlRefusal.None, NearestAsking = asking };
        if (reading.Select is null || SqlNearest.Find(agreement, requester, new SqlAsked(reading.Select, asking)) is not { } nearest)
        {
            return refusal;
        }

        // What is offered is read and compiled as it will be when it is pasted: an offer that fails would be worse than none.
        string text = SqlText.Write(nearest.Asked.Select);
        IEnumerable<string> rules = reading.Objections.Concat(nearest.Met).Select(each => each.Message).Distinct().Where(rule => rule != refusal.Rule);
        return Compile(agreement, requester, SqlParser.Read(text), nearest.Asked.Asking, out _) is null
            ? refusal with { OtherRules = [.. rules], Nearest = text, NearestAsking = nearest.Asked.Asking }
            : refusal;
    }
}
