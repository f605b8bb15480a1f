using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>
/// Reads the subset by recursive descent of fixed depth: SELECT aggregates FROM table [JOIN table ON id = id] [WHERE …] [GROUP BY …] [HAVING …] [ORDER BY …] [LIMIT n].
/// Nothing nests, so no text can be too deep.
/// </summary>
internal sealed class SqlParser
{
    private const int MostInAList = 64;

    private readonly List<SqlToken> _tokens;
    private int _next;

    private SqlParser(List<SqlToken> tokens) => _tokens = tokens;

    private SqlToken Current => _tokens[_next];

    /// <exception cref="SqlObjection">The text is none of the subset.</exception>
    internal static SqlSelect Parse(string text)
    {
        SqlParser parser = new(SqlLexer.Read(text));
        SqlSelect select = parser.ParseSelect();
        parser.Take(";");
        return parser.Current.Kind == SqlTokenKind.End ? select : throw parser.Unexpected("the end of the query");
    }

    private SqlSelect ParseSelect()
    {
        Expect("SELECT");
        List<SqlItem> items = List(ParseItem);
        Expect("FROM");
        SqlName from = ParseName("a table");
        SqlJoin? join = null;
        if (Take("INNER") || Current.Is("JOIN"))
        {
            Expect("JOIN");
            SqlName table = ParseName("a table");
            Expect("ON");
            SqlColumn left = ParseColumn();
            Expect("=");
            join = new SqlJoin(table, left, ParseColumn());
        }

        List<SqlCondition> where = Take("WHERE") ? Chain(ParseCondition) : [];
        List<SqlColumn> groupBy = TakeBoth("GROUP", "BY") ? List(ParseColumn) : [];
        List<SqlHaving> having = Take("HAVING") ? Chain(ParseHaving) : [];
        List<SqlOrder> orderBy = TakeBoth("ORDER", "BY") ? List(ParseOrder) : [];
        SqlLimit? limit = Current.Is("LIMIT") ? ParseLimit() : null;
        return new SqlSelect(items, from, join, where, groupBy, having, orderBy, limit);
    }

    private SqlItem ParseItem()
    {
        SqlValue value = ParseValue();
        return new SqlItem(value, Take("AS") ? ParseName("a name") : null);
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
            return new SqlCondition(column, "IN", values);
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
        return comparison == "="
            ? throw new SqlObjection(sign.Position, "a noised figure equals nothing: compare it by <, <=, >, >=")
            : new SqlHaving(value, comparison, ParseNumber());
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

    private SqlLimit ParseLimit()
    {
        Expect("LIMIT");
        SqlToken token = Current;
        return new SqlLimit(ParseNumber() is var rows && rows is >= 0 and <= int.MaxValue && rows == Math.Floor(rows) ? (long)rows : throw new SqlObjection(token.Position, "a limit is a whole number"), token.Position);
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
        if (token.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName))
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

    private List<T> List<T>(Func<T> parse) => Several(parse, ",");

    private List<T> Chain<T>(Func<T> parse) => Several(parse, "AND");

    private List<T> Several<T>(Func<T> parse, string between)
    {
        List<T> all = [parse()];
        while (Take(between))
        {
            if (all.Count == MostInAList)
            {
                throw new SqlObjection(Current.Position, $"a list has at most {MostInAList} entries");
            }

            all.Add(parse());
        }

        return Current.Is("OR") ? throw new SqlObjection(Current.Position, "conditions are joined by AND alone; of one column, IN (…) says or") : all;
    }

    private bool TakeBoth(string first, string second)
    {
        if (!Take(first))
        {
            return false;
        }

        Expect(second);
        return true;
    }

    private bool Take(string text)
    {
        bool isThere = Current.Is(text);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw Unexpected(text);
        }
    }

    private SqlObjection Unexpected(string wanted) => new(Current.Position, $"here stands {(Current.Kind == SqlTokenKind.End ? Current.Text : $"'{Current.Text}'")}, wanted {wanted}");
}
