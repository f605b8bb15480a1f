namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Why a text is no query that may be asked. It travels inside this folder only: the public door turns it into a <see cref="SqlRefusal"/>.</summary>
/// <param name="position">Where, counted from 1.</param>
/// <param name="rule">The rule that says no.</param>
/// <param name="repair">The smallest change that this rule would accept, where there is one.</param>
internal sealed class SqlObjection(int position, string rule, Func<SqlSelect, SqlSelect>? repair = null) : Exception(rule)
{
    internal int Position => position;

    internal Func<SqlSelect, SqlSelect>? Repair => repair;
}
