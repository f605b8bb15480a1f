using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Compiles WHERE: conditions on columns whose values are public.</summary>
internal static class SqlConditions
{
    internal static IReadOnlyList<RowCondition> Compile(SqlScope scope, SqlSelect select) => [.. select.Where.Select(condition => Compile(scope, condition))];

    private static RowCondition Compile(SqlScope scope, SqlCondition condition)
    {
        Func<SqlSelect, SqlSelect> drop = select => select with { Where = [.. select.Where.Where(each => each != condition)] };
        ColumnReference column = scope.Resolve(condition.Column, drop);
        if (!scope.Terms.Filters.Contains(column))
        {
            string filters = string.Join(", ", scope.Terms.Filters) is { Length: > 0 } listed ? listed : "none";
            throw new SqlObjection(condition.Column.Position, $"rows are not chosen by {column}: the terms' filters are {filters}", drop);
        }

        return scope.TermsOf(column).Domain switch
        {
            VocabularyDomain vocabulary => AnyOf(column, vocabulary, condition, drop),
            RangeDomain range => Between(scope, column, range, condition, drop),
            _ => throw new SqlObjection(condition.Column.Position, $"the values of {column} are not public", drop),
        };
    }

    private static AnyOfCondition AnyOf(ColumnReference column, VocabularyDomain vocabulary, SqlCondition condition, Func<SqlSelect, SqlSelect> drop)
    {
        if (condition.Operator is not ("=" or "IN"))
        {
            throw new SqlObjection(condition.Column.Position, $"{column} is a category: write = or IN", drop);
        }

        SqlToken[] known = [.. condition.Values.Where(value => vocabulary.Values.Contains(value.Text)).DistinctBy(value => value.Text)];
        if (known.Length < condition.Values.Count)
        {
            SqlToken wrong = condition.Values.First(value => !known.Contains(value));
            throw new SqlObjection(
                wrong.Position,
                $"'{wrong.Text}' is no public value of {column}, or stands twice; there are {string.Join(", ", vocabulary.Values.Take(20))}{(vocabulary.Values.Count > 20 ? ", …" : "")}",
                known.Length == 0 ? drop : select => Replace(select, condition, condition with { Operator = "IN", Values = known }));
        }

        return new AnyOfCondition { Column = column, Values = [.. known.Select(value => value.Text)] };
    }

    private static BetweenCondition Between(SqlScope scope, ColumnReference column, RangeDomain range, SqlCondition condition, Func<SqlSelect, SqlSelect> drop)
    {
        if (condition.Operator == "IN")
        {
            // What lies between the smallest and the largest is the least that holds all of them; those that no row can have need no holding.
            long[] listed = [.. condition.Values.Select(value => Number(value, drop)).Where(number => number >= range.Minimum && number <= range.Maximum).Order()];
            throw new SqlObjection(
                condition.Column.Position,
                $"{column} is a number: write BETWEEN",
                listed.Length == 0 ? drop : select => Replace(select, condition, condition with { Operator = "BETWEEN", Values = [Token(listed[0], condition), Token(listed[^1], condition)] }));
        }

        long[] numbers = [.. condition.Values.Select(value => Number(value, drop))];
        bool isStrict = condition.Operator is "<" or ">";
        if (isStrict && scope.TermsOf(column).Type != ColumnType.Int64)
        {
            throw new SqlObjection(
                condition.Column.Position, $"{column} is no whole number: write <= or >=", select => Replace(select, condition, condition with { Operator = condition.Operator + "=" }));
        }

        (long low, long high) = condition.Operator switch
        {
            "=" => (numbers[0], numbers[0]),
            "BETWEEN" => (numbers[0], numbers[1]),
            "<" => (range.Minimum, numbers[0] == long.MinValue ? numbers[0] : numbers[0] - 1),
            "<=" => (range.Minimum, numbers[0]),
            ">" => (numbers[0] == long.MaxValue ? numbers[0] : numbers[0] + 1, range.Maximum),
            _ => (numbers[0], range.Maximum),
        };
        (long inLow, long inHigh) = (Math.Clamp(low, range.Minimum, range.Maximum), Math.Clamp(high, range.Minimum, range.Maximum));
        if (low != inLow || high != inHigh || low > high)
        {
            // What misses the range altogether has nothing near in it: a bound of the range would be a condition nobody asked for.
            bool misses = low > high || low > range.Maximum || high < range.Minimum;
            throw new SqlObjection(
                condition.Values[0].Position,
                $"{column} is publicly between {range.Minimum} and {range.Maximum}, the smaller number first",
                misses ? drop : select => Replace(select, condition, condition with { Operator = "BETWEEN", Values = [Token(inLow, condition), Token(inHigh, condition)] }));
        }

        return new BetweenCondition { Column = column, Minimum = low, Maximum = high };
    }

    private static SqlToken Token(long number, SqlCondition condition) => new(SqlTokenKind.Number, number.ToString(CultureInfo.InvariantCulture), condition.Column.Position);

    private static long Number(SqlToken value, Func<SqlSelect, SqlSelect> drop) =>
        value.Kind == SqlTokenKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new SqlObjection(value.Position, "bounds are whole numbers", drop);

    private static SqlSelect Replace(SqlSelect select, SqlCondition old, SqlCondition by) => select with { Where = [.. select.Where.Select(each => each == old ? by : each)] };
}
