using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>
/// Reads the subset by recursive descent of fixed depth: SELECT aggregates FROM table [JOIN table ON id = id] [WHERE …] [GROUP BY …] [HAVING …] [ORDER BY …] [LIMIT n].
/// Nothing nests, so no text can be too deep.
/// </summary>
/// <remarks>What is none of the subset is objected to, left out or replaced by what comes nearest, and the rest is read: the query without it is the nearest that can be asked.</remarks>
internal sealed partial class SqlParser
{
    private const int MostInAList = 64;

    private static readonly string[] s_afterFrom = ["JOIN", "INNER", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"];

    /// <summary>Words at which an entry of a list ends. All of them begin a clause, of the subset or not.</summary>
    private static readonly string[] s_clauses =
    [
        "FROM", .. s_afterFrom, "ON", "USING", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT", "WINDOW", "QUALIFY",
    ];

    private static readonly string[] s_noNames = ["SELECT", "FROM", "JOIN", "ON", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"];

    private readonly List<SqlToken> _tokens;
    private readonly Dictionary<string, string> _tableAliases = new(StringComparer.Ordinal);
    private readonly List<SqlObjection> _objections = [];
    private int _next;

    private SqlParser(List<SqlToken> tokens) => _tokens = tokens;

    private SqlToken Current => _tokens[_next];

    internal static SqlReading Read(string text)
    {
        SqlParser? parser = null;
        try
        {
            parser = new SqlParser(SqlLexer.Read(text));
            SqlSelect select = parser.ParseSelect();
            return new SqlReading(select, parser._objections);
        }
        catch (SqlObjection objection)
        {
            return new SqlReading(null, [.. parser?._objections ?? [], objection]);
        }
    }

    private SqlSelect ParseSelect()
    {
        Expect("SELECT");
        if (Current.Is("DISTINCT") || Current.Is("ALL"))
        {
            Object(new SqlObjection(Current.Position, $"there is no SELECT {Current.Text.ToUpperInvariant()}: groups differ by themselves"));
            _next++;
        }

        List<SqlItem> items = List(ParseItem);
        SkipTo(["FROM"], "FROM");
        Expect("FROM");
        SqlName from = ParseTable();
        SkipTo(s_afterFrom, "JOIN, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT or the end of the query");
        SqlJoin? join = Current.Is("INNER") || Current.Is("JOIN") ? ParseJoin() : null;
        SkipTo(s_afterFrom[2..], "WHERE, GROUP BY, HAVING, ORDER BY, LIMIT or the end of the query");
        List<SqlCondition> where = Take("WHERE") ? Either(Alternatives(ParseCondition)) : [];
        SkipTo(s_afterFrom[3..], "GROUP BY, HAVING, ORDER BY, LIMIT or the end of the query");
        List<SqlColumn> groupBy = TakeBoth("GROUP", "BY") ? List(ParseColumn) : [];
        SkipTo(s_afterFrom[4..], "HAVING, ORDER BY, LIMIT or the end of the query");
        List<SqlHaving> having = Take("HAVING") ? Alternatives(ParseHaving)[0] : [];
        SkipTo(s_afterFrom[5..], "ORDER BY, LIMIT or the end of the query");
        List<SqlOrder> orderBy = TakeBoth("ORDER", "BY") ? List(ParseOrder) : [];
        SkipTo(s_afterFrom[6..], "LIMIT or the end of the query");
        SqlLimit? limit = Take("LIMIT") ? ParseLimit() : null;
        SkipTo([], "the end of the query");
        Take(";");
        if (Current.Kind != SqlTokenKind.End)
        {
            Object(Unexpected("the end of the query"));
        }

        SqlSelect select = new(items, from, join, where, groupBy, having, orderBy, limit);
        return _tableAliases.Count == 0 ? select : SqlColumns.Map(select, column => column.Table is { } table && _tableAliases.TryGetValue(table, out string? name) ? column with { Table = name } : column);
    }

    /// <summary>A table; another name given to it is objected to, and put back to its own wherever it stands.</summary>
    private SqlName ParseTable()
    {
        SqlName table = ParseName("a table");
        bool isNamed = Current.Is("AS") || (Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && !IsClause(Current));
        if (isNamed)
        {
            Object(new SqlObjection(Current.Position, "tables keep their names: there are no others for them"));
            Take("AS");
            _tableAliases[ParseName("a name").Text] = table.Text;
        }

        return table;
    }

    private SqlJoin ParseJoin()
    {
        Take("INNER");
        Expect("JOIN");
        SqlName table = ParseTable();
        try
        {
            Expect("ON");
            SqlColumn left = ParseColumn();
            Expect("=");
            return new SqlJoin(table, left, ParseColumn());
        }
        catch (SqlObjection objection)
        {
            // No column has an empty name, so the compiler puts the agreed ids here.
            Object(objection);
            SqlColumn none = new(null, "", table.Position);
            return new SqlJoin(table, none, none);
        }
    }

    private SqlItem ParseItem()
    {
        SqlValue value = ParseValue();
        bool lacksAs = Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && !Current.Is("AS") && !IsClause(Current) && IsEndOfEntry(_tokens[_next + 1], ",");
        if (lacksAs)
        {
            Object(Unexpected("AS before a name"));
        }

        return new SqlItem(value, lacksAs || Take("AS") ? ParseName("a name") : null);
    }

    private SqlValue ParseValue()
    {
        SqlValue value = ParseTerm();
        if (!Current.Is("/"))
        {
            return value;
        }

        SqlToken sign = Current;
        Expect("/");
        return (value, ParseTerm()) is (SqlAggregate of, SqlAggregate per)
            ? new SqlQuotient(of, per)
            : throw new SqlObjection(sign.Position, "only aggregates are divided by each other");
    }

    private SqlValue ParseTerm()
    {
        SqlToken word = Current;
        bool isCall = word.Kind == SqlTokenKind.Word && _tokens[_next + 1].Is("(");
        if (!isCall)
        {
            return new SqlReference(ParseColumn());
        }

        _next += 2;
        SqlAggregate aggregate = word.Text.ToUpperInvariant() switch
        {
            "COUNT" => ParseCount(word.Position),
            "SUM" => new SqlAggregate(SqlFunction.Sum, ParseColumn(), null, word.Position),
            "AVG" => new SqlAggregate(SqlFunction.Average, ParseColumn(), null, word.Position),
            _ => throw new SqlObjection(word.Position, $"there is no {word.Text}: aggregates are COUNT(*), COUNT(DISTINCT id), COUNT(*) FILTER (WHERE …), SUM and AVG"),
        };
        Expect(")");
        return aggregate.Function == SqlFunction.CountRows && Current.Is("FILTER") ? ParseFilter(word.Position) : aggregate;
    }

    private SqlAggregate ParseCount(int position)
    {
        if (!Current.Is("*") && !Current.Is("DISTINCT"))
        {
            Object(new SqlObjection(Current.Position, "rows are counted by COUNT(*), people by COUNT(DISTINCT id)"));
            SkipEntry([]);
            return new SqlAggregate(SqlFunction.CountRows, null, null, position);
        }

        if (Take("*"))
        {
            return new SqlAggregate(SqlFunction.CountRows, null, null, position);
        }

        Expect("DISTINCT");
        return new SqlAggregate(SqlFunction.CountDistinct, ParseColumn(), null, position);
    }

    private SqlAggregate ParseFilter(int position)
    {
        Expect("FILTER");
        Expect("(");
        Expect("WHERE");
        SqlColumn column = ParseColumn();
        Expect("=");
        SqlToken value = ParseLiteral();
        Expect(")");
        return new SqlAggregate(SqlFunction.CountWhere, column, value.Text, position);
    }

    private SqlCondition ParseCondition()
    {
        SqlColumn column = ParseColumn();
        if (Take("IN"))
        {
            Expect("(");
            List<SqlToken> values = List(ParseLiteral);
            Expect(")");
            return values.Count > 0 ? new SqlCondition(column, "IN", values) : throw Unexpected("values before it");
        }

        if (Take("BETWEEN"))
        {
            SqlToken low = ParseLiteral();
            Expect("AND");
            return new SqlCondition(column, "BETWEEN", [low, ParseLiteral()]);
        }

        return new SqlCondition(column, ParseOperator(), [ParseLiteral()]);
    }

    private SqlHaving ParseHaving()
    {
        SqlValue value = ParseValue();
        SqlToken sign = Current;
        string comparison = ParseOperator();
        if (comparison == "=")
        {
            Object(new SqlObjection(sign.Position, "a noised figure equals nothing: compare it by <, <=, >, >="));
            comparison = ">=";
        }

        return new SqlHaving(value, comparison, ParseNumber());
    }

    private SqlOrder ParseOrder()
    {
        SqlValue value = ParseValue();
        bool isDescending = Take("DESC");
        if (!isDescending)
        {
            Take("ASC");
        }

        return new SqlOrder(value, isDescending);
    }

    private SqlLimit? ParseLimit()
    {
        SqlToken token = Current;
        if (token.Kind != SqlTokenKind.Number)
        {
            Object(Unexpected("a number"));
            return null;
        }

        double rows = ParseNumber();
        if (rows != Math.Floor(rows))
        {
            Object(new SqlObjection(token.Position, "a limit is a whole number"));
        }

        // Whatever is no limit of a query is outside this range too, and is clamped by the compiler.
        return new SqlLimit((long)Math.Clamp(Math.Floor(rows), 0, int.MaxValue), token.Position);
    }

    private string ParseOperator()
    {
        foreach (string sign in new[] { "=", "<=", ">=", "<", ">" })
        {
            if (Take(sign))
            {
                return sign;
            }
        }

        throw Unexpected("=, <, <=, >, >=, IN or BETWEEN");
    }

    private SqlColumn ParseColumn()
    {
        SqlName first = ParseName("a column");
        return Take(".") ? new SqlColumn(first.Text, ParseName("a column").Text, first.Position) : new SqlColumn(null, first.Text, first.Position);
    }

    private SqlName ParseName(string what)
    {
        SqlToken token = Current;
        bool isName = token.Kind == SqlTokenKind.QuotedName || (token.Kind == SqlTokenKind.Word && !s_noNames.Any(token.Is));
        if (!isName)
        {
            throw Unexpected(what);
        }

        _next++;
        return new SqlName(token.Text, token.Position);
    }

    private SqlToken ParseLiteral()
    {
        SqlToken token = Current;
        if (token.Kind is not (SqlTokenKind.Text or SqlTokenKind.Number))
        {
            throw Unexpected("a text in single quotes or a number");
        }

        _next++;
        return token;
    }

    private double ParseNumber()
    {
        SqlToken token = Current;
        if (token.Kind != SqlTokenKind.Number || !double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            throw Unexpected("a number");
        }

        _next++;
        return number;
    }
}
