namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Renames and replaces columns wherever a query names them.</summary>
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

    /// <summary>Counts the rows of a value wherever a column is summed, and divides that by all rows wherever it is averaged.</summary>
    internal static SqlSelect CountInstead(SqlSelect select, SqlColumn column, string value)
    {
        SqlAggregate Count(SqlAggregate each) => each with { Function = SqlFunction.CountWhere, Literal = value };
        bool IsOfColumn(SqlAggregate each) => each.Column is { } other && (other.Table, other.Name) == (column.Table, column.Name);
        SqlValue Replace(SqlValue each) => each switch
        {
            SqlAggregate { Function: SqlFunction.Sum } sum when IsOfColumn(sum) => Count(sum),
            SqlAggregate { Function: SqlFunction.Average } average when IsOfColumn(average) => new SqlQuotient(Count(average), new SqlAggregate(SqlFunction.CountRows, null, null, average.Position)),
            SqlQuotient quotient => new SqlQuotient(Replace(quotient.Of) as SqlAggregate ?? quotient.Of, Replace(quotient.Per) as SqlAggregate ?? quotient.Per),
            _ => each,
        };
        return select with
        {
            Items = [.. select.Items.Select(item => item with { Value = Replace(item.Value) })],
            Having = [.. select.Having.Select(having => having with { Value = Replace(having.Value) })],
            OrderBy = [.. select.OrderBy.Select(order => order with { Value = Replace(order.Value) })],
        };
    }

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
