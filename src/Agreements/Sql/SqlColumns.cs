namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Renames columns wherever a query names them.</summary>
internal static class SqlColumns
{
    /// <summary>A name in HAVING or ORDER BY that stands alone is that of a figure, and stays.</summary>
    internal static SqlSelect Map(SqlSelect select, Func<SqlColumn, SqlColumn> map) => select with
    {
        Items = [.. select.Items.Select(item => item with { Value = Map(item.Value, map) })],
        Join = select.Join is { } join ? join with { Left = map(join.Left), Right = map(join.Right) } : null,
        Where = [.. select.Where.Select(condition => condition with { Column = map(condition.Column) })],
        GroupBy = [.. select.GroupBy.Select(map)],
        Having = [.. select.Having.Select(having => having with { Value = MapFigure(having.Value, map) })],
        OrderBy = [.. select.OrderBy.Select(order => order with { Value = MapFigure(order.Value, map) })],
    };

    private static SqlValue MapFigure(SqlValue value, Func<SqlColumn, SqlColumn> map) => value is SqlReference { Column.Table: null } ? value : Map(value, map);

    private static SqlValue Map(SqlValue value, Func<SqlColumn, SqlColumn> map) => value switch
    {
        SqlReference reference => new SqlReference(map(reference.Column)),
        SqlQuotient quotient => new SqlQuotient(Map(quotient.Of, map), Map(quotient.Per, map)),
        SqlAggregate aggregate => Map(aggregate, map),
        _ => value,
    };

    private static SqlAggregate Map(SqlAggregate aggregate, Func<SqlColumn, SqlColumn> map) =>
        aggregate.Column is null ? aggregate : aggregate with { Column = map(aggregate.Column) };
}
