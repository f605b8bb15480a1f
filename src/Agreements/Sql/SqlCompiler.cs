using System.Globalization;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Compiles a parsed query to a typed one under given terms, clause by clause. Each objection knows the smallest change that would meet it.</summary>
internal static class SqlCompiler
{
    /// <exception cref="SqlObjection">A rule says no.</exception>
    internal static SegmentsQuery Compile(Agreement agreement, PartyId requester, SegmentsTerms terms, SqlAsked asked)
    {
        SqlSelect select = asked.Select;
        SqlScope scope = SqlScope.Of(agreement, terms, select);
        List<ColumnReference> keys = Keys(scope, select);
        SqlMeasures measures = new(scope);
        foreach (SqlItem item in select.Items)
        {
            AddItem(scope, select, measures, item, keys);
        }

        CheckCount("WHERE", select.Where, each => each.Column.Position, each => each with { Where = [.. each.Where.SkipLast(1)] });
        CheckCount("HAVING", select.Having, each => each.Value.Position, each => each with { Having = [.. each.Having.SkipLast(1)] });
        CheckCount("ORDER BY", select.OrderBy, each => each.Value.Position, each => each with { OrderBy = [.. each.OrderBy.SkipLast(1)] });
        SqlColumn? discovered = select.GroupBy.Zip(keys).LastOrDefault(key => scope.TermsOf(key.Second).Domain is not VocabularyDomain).First;
        SegmentsQuery query = new()
        {
            Terms = terms.Id,
            NanoRho = asked.Asking.NanoRho,
            AttoDelta = SqlBudget.AttoDeltaFor(agreement, terms, asked.Asking, discovered),
            Keys = keys,
            Where = SqlConditions.Compile(scope, select),
            Having = [.. select.Having.Select(having => Compile(measures, having))],
            OrderBy = [.. select.OrderBy.Select(order => Compile(measures, order))],
            Measures = measures.All,
            Limit = Limit(select),
        };
        if (query.Measures.Count == 0)
        {
            throw new SqlObjection(
                1, "rows never leave: something must be counted or summed", each => each with { Items = [.. each.Items, new SqlItem(new SqlAggregate(SqlFunction.CountRows, null, null, 1), null)] });
        }

        if (query.Measures.Count > SegmentsQuery.MostMeasures)
        {
            throw new SqlObjection(select.Items[^1].Value.Position, $"there are at most {SegmentsQuery.MostMeasures} figures, parts of quotients included", Smaller(select));
        }

        // Owners have rules that no clause stands for, such as how many keys; and what was compiled must be what the room admits.
        IReadOnlyList<DenialReason> reasons = QueryAdmission.Check(agreement, requester, query);
        return reasons.Count == 0
            ? query
            : throw new SqlObjection(
                1, $"{reasons[0].Claim} is {reasons[0].Found}, wanted {reasons[0].Wanted} (asked by {reasons[0].AskedBy})", keys.Count > 0 ? each => WithoutKey(each, each.GroupBy[^1]) : null);
    }

    /// <summary>Without one column that is grouped by; where it stands twice, the other stays, and so does what is selected.</summary>
    internal static SqlSelect WithoutKey(SqlSelect select, SqlColumn column)
    {
        SqlColumn[] others = [.. select.GroupBy.Where(each => each.Position != column.Position)];
        bool IsDropped(SqlItem item) => item.Value is SqlReference reference && IsSame(reference.Column, column) && !others.Any(other => IsSame(other, column));
        return select with { GroupBy = others, Items = [.. select.Items.Where(item => !IsDropped(item))] };
    }

    private static void CheckCount<T>(string clause, IReadOnlyList<T> all, Func<T, int> positionOf, Func<SqlSelect, SqlSelect> repair)
    {
        if (all.Count > SegmentsAdmission.MostConditions)
        {
            throw new SqlObjection(positionOf(all[^1]), $"{clause} has at most {SegmentsAdmission.MostConditions} entries", repair);
        }
    }

    private static List<ColumnReference> Keys(SqlScope scope, SqlSelect select)
    {
        List<ColumnReference> keys = [];
        foreach (SqlColumn column in select.GroupBy)
        {
            Func<SqlSelect, SqlSelect> drop = each => WithoutKey(each, column);
            ColumnReference key = scope.Resolve(column, drop);
            if (!scope.Terms.Keys.Contains(key))
            {
                throw new SqlObjection(column.Position, $"{key} is no key: groups are by {string.Join(", ", scope.Terms.Keys)}", drop);
            }

            if (keys.Contains(key) || keys.Count == SegmentsTerms.MostKeys)
            {
                throw new SqlObjection(column.Position, $"groups are by at most {SegmentsTerms.MostKeys} different columns", drop);
            }

            keys.Add(key);
            long groups = keys.Aggregate(1L, (product, each) => product * (scope.TermsOf(each).Domain is VocabularyDomain vocabulary ? vocabulary.Values.Count : 1));
            if (groups > scope.Terms.MaximumGroups)
            {
                throw new SqlObjection(column.Position, $"the public values of these keys make {groups} groups, and at most {scope.Terms.MaximumGroups} are noised", drop);
            }
        }

        return keys;
    }

    private static void AddItem(SqlScope scope, SqlSelect select, SqlMeasures measures, SqlItem item, List<ColumnReference> keys)
    {
        Func<SqlSelect, SqlSelect> drop = each => each with { Items = [.. each.Items.Where(other => other != item)] };
        if (item.Value is not SqlReference reference)
        {
            measures.Add(item.Value, item.Alias, drop);
            return;
        }

        ColumnReference column = scope.Resolve(reference.Column, drop);
        if (!keys.Contains(column))
        {
            bool canGroup = scope.Terms.Keys.Contains(column) && select.GroupBy.Count < SegmentsTerms.MostKeys;
            throw new SqlObjection(
                item.Value.Position,
                $"{column} is neither grouped by nor aggregated: single rows never leave",
                canGroup ? each => each with { GroupBy = [.. each.GroupBy, reference.Column] } : drop);
        }
    }

    private static FigureCondition Compile(SqlMeasures measures, SqlHaving having) => new()
    {
        Figure = Figure(measures, having.Value, each => each with { Having = [.. each.Having.Where(other => other != having)] }),
        Is = having.Operator switch
        {
            "<" => FigureComparison.Below,
            "<=" => FigureComparison.AtMost,
            ">" => FigureComparison.Above,
            _ => FigureComparison.AtLeast,
        },
        Value = having.Number,
    };

    private static FigureOrder Compile(SqlMeasures measures, SqlOrder order) => new()
    {
        Figure = Figure(measures, order.Value, each => each with { OrderBy = [.. each.OrderBy.Where(other => other != order)] }),
        Descending = order.Descending,
    };

    private static MeasureName Figure(SqlMeasures measures, SqlValue value, Func<SqlSelect, SqlSelect> drop) => value is SqlReference reference
        ? measures.Find(reference.Column)
            ?? throw new SqlObjection(value.Position, $"{SqlText.Write(value)} is no figure: groups are chosen and ordered by released figures, and otherwise come in the order of their keys", drop)
        : measures.Add(value, null, drop);

    private static int Limit(SqlSelect select) => select.Limit switch
    {
        null => SegmentsQuery.MostShown,
        { Rows: >= 1 and <= SegmentsQuery.MostShown } limit => (int)limit.Rows,
        { } limit => throw new SqlObjection(
            limit.Position,
            string.Create(CultureInfo.InvariantCulture, $"a limit is 1 to {SegmentsQuery.MostShown}"),
            each => each with { Limit = limit with { Rows = Math.Clamp(limit.Rows, 1, SegmentsQuery.MostShown) } }),
    };

    private static bool IsSame(SqlColumn left, SqlColumn right) => left.Name == right.Name && left.Table == right.Table;

    /// <summary>The query with one figure fewer: what orders and chooses by it goes before what shows it.</summary>
    private static Func<SqlSelect, SqlSelect> Smaller(SqlSelect select) =>
        select.OrderBy.Count > 0 ? each => each with { OrderBy = [.. each.OrderBy.SkipLast(1)] }
        : select.Having.Count > 0 ? each => each with { Having = [.. each.Having.SkipLast(1)] }
        : each => each with { Items = [.. each.Items.SkipLast(1)] };
}
