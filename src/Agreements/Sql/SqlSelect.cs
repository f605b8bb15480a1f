namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>A query of the subset, as it was written.</summary>
internal sealed record SqlSelect(
    IReadOnlyList<SqlItem> Items,
    SqlName From,
    SqlJoin? Join,
    IReadOnlyList<SqlCondition> Where,
    IReadOnlyList<SqlColumn> GroupBy,
    IReadOnlyList<SqlHaving> Having,
    IReadOnlyList<SqlOrder> OrderBy,
    SqlLimit? Limit);

/// <summary>A name and where it stands.</summary>
internal sealed record SqlName(string Text, int Position);

/// <summary>The one join, on two columns that must be equal.</summary>
internal sealed record SqlJoin(SqlName Table, SqlColumn Left, SqlColumn Right);

/// <summary>A column, with or without its table.</summary>
internal sealed record SqlColumn(string? Table, string Name, int Position);

/// <summary>One of the things selected.</summary>
internal sealed record SqlItem(SqlValue Value, SqlName? Alias);

/// <summary>How many groups are wanted.</summary>
internal sealed record SqlLimit(long Rows, int Position);

/// <summary>What is selected, compared or ordered by.</summary>
internal abstract record SqlValue(int Position);

/// <summary>A column that is grouped by, or the name of something selected.</summary>
internal sealed record SqlReference(SqlColumn Column) : SqlValue(Column.Position);

/// <summary>An aggregate.</summary>
internal sealed record SqlAggregate(SqlFunction Function, SqlColumn? Column, string? Literal, int Position) : SqlValue(Position);

/// <summary>One aggregate divided by another.</summary>
internal sealed record SqlQuotient(SqlAggregate Of, SqlAggregate Per) : SqlValue(Of.Position);

/// <summary>A condition on rows: <c>=</c>, <c>IN</c>, <c>BETWEEN</c>, <c>&lt;=</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&gt;</c> (as Operator) with its values.</summary>
internal sealed record SqlCondition(SqlColumn Column, string Operator, IReadOnlyList<SqlToken> Values);

/// <summary>A condition on a figure.</summary>
internal sealed record SqlHaving(SqlValue Value, string Operator, double Number);

/// <summary>A figure that decides the order.</summary>
internal sealed record SqlOrder(SqlValue Value, bool Descending);
