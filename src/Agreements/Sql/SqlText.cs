using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Writes a query of the subset, so that it can be read again.</summary>
internal static class SqlText
{
    private static readonly HashSet<string> s_keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "FROM", "INNER", "JOIN", "ON", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "LIMIT", "AS", "AND", "OR", "IN", "BETWEEN", "ASC", "DESC", "FILTER", "DISTINCT",
    };

    internal static string Write(SqlSelect select)
    {
        string text = $"SELECT {string.Join(", ", select.Items.Select(item => Write(item.Value) + (item.Alias is null ? "" : $" AS {Name(item.Alias.Text)}")))} FROM {Name(select.From.Text)}";
        text += select.Join is { } join ? $" JOIN {Name(join.Table.Text)} ON {Write(join.Left)} = {Write(join.Right)}" : "";
        text += select.Where.Count == 0 ? "" : $" WHERE {string.Join(" AND ", select.Where.Select(Write))}";
        text += select.GroupBy.Count == 0 ? "" : $" GROUP BY {string.Join(", ", select.GroupBy.Select(Write))}";
        text += select.Having.Count == 0 ? "" : $" HAVING {string.Join(" AND ", select.Having.Select(having => $"{Write(having.Value)} {having.Operator} {having.Number.ToString("0.##################", CultureInfo.InvariantCulture)}"))}";
        text += select.OrderBy.Count == 0 ? "" : $" ORDER BY {string.Join(", ", select.OrderBy.Select(order => Write(order.Value) + (order.Descending ? " DESC" : "")))}";
        return text + (select.Limit is null ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {select.Limit.Rows}"));
    }

    internal static string Write(SqlColumn column) => column.Table is null ? Name(column.Name) : $"{Name(column.Table)}.{Name(column.Name)}";

    internal static string Write(SqlValue value) => value switch
    {
        SqlReference reference => Write(reference.Column),
        SqlQuotient quotient => $"{Write(quotient.Of)} / {Write(quotient.Per)}",
        SqlAggregate { Function: SqlFunction.CountRows } => "COUNT(*)",
        SqlAggregate { Function: SqlFunction.CountDistinct } distinct => $"COUNT(DISTINCT {Write(distinct.Column!)})",
        SqlAggregate { Function: SqlFunction.CountWhere } where => $"COUNT(*) FILTER (WHERE {Write(where.Column!)} = {Quoted(where.Literal!)})",
        SqlAggregate { Function: SqlFunction.Sum } sum => $"SUM({Write(sum.Column!)})",
        SqlAggregate average => $"AVG({Write(average.Column!)})",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Write(SqlCondition condition) => condition.Operator switch
    {
        "IN" => $"{Write(condition.Column)} IN ({string.Join(", ", condition.Values.Select(Literal))})",
        "BETWEEN" => $"{Write(condition.Column)} BETWEEN {Literal(condition.Values[0])} AND {Literal(condition.Values[1])}",
        _ => $"{Write(condition.Column)} {condition.Operator} {Literal(condition.Values[0])}",
    };

    private static string Literal(SqlToken token) => token.Kind == SqlTokenKind.Number ? token.Text : Quoted(token.Text);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Name(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') && !s_keywords.Contains(name)
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
