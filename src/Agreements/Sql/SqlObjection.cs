namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Why a text is no query that may be asked. It travels inside this folder only: the public door turns it into a <see cref="SqlRefusal"/>.</summary>
internal sealed class SqlObjection : Exception
{
    /// <param name="position">Where, counted from 1.</param>
    /// <param name="rule">The rule that says no.</param>
    /// <param name="repair">The smallest change of the text that this rule would accept, where there is one.</param>
    internal SqlObjection(int position, string rule, Func<SqlSelect, SqlSelect>? repair = null)
        : base(rule)
    {
        Position = position;
        Repair = repair is null ? null : asked => asked with { Select = repair(asked.Select) };
    }

    /// <summary>An objection to what the query is asked with, which stands nowhere in the text.</summary>
    /// <param name="rule">The rule that says no.</param>
    /// <param name="repair">The smallest change that this rule would accept.</param>
    internal SqlObjection(string rule, Func<SqlAsking, SqlAsking> repair)
        : base(rule)
    {
        Position = SqlRefusal.Nowhere;
        Repair = asked => asked with { Asking = repair(asked.Asking) };
    }

    internal int Position { get; }

    internal Func<SqlAsked, SqlAsked>? Repair { get; }
}
