namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Reads lists and clauses, and finds back into the text behind what is none of the subset.</summary>
internal sealed partial class SqlParser
{
    private List<T> List<T>(Func<T> parse) => Several(parse, ",");

    /// <summary>Conditions of which all must hold, and after each OR others. One list at least.</summary>
    private List<List<T>> Alternatives<T>(Func<T> parse)
    {
        List<List<T>> all = [Several(parse, "AND")];
        while (Current.Is("OR"))
        {
            Object(new SqlObjection(Current.Position, "conditions are joined by AND alone; of one column, IN (…) says or"));
            _next++;
            all.Add(Several(parse, "AND"));
        }

        return all;
    }

    /// <summary>Alternatives that are values of one column are a list of them. Of any others the first is kept.</summary>
    private static List<SqlCondition> Either(List<List<SqlCondition>> alternatives)
    {
        SqlCondition[] each = [.. alternatives.Where(all => all.Count == 1).Select(all => all[0])];
        bool isOfOne = each.Length == alternatives.Count
            && each.All(condition => condition.Operator is "=" or "IN" && condition.Column.Name == each[0].Column.Name && condition.Column.Table == each[0].Column.Table);
        return isOfOne && each.Length > 1
            ? [each[0] with { Operator = "IN", Values = [.. each.SelectMany(condition => condition.Values).DistinctBy(value => value.Text)] }]
            : alternatives[0];
    }

    private List<T> Several<T>(Func<T> parse, string between)
    {
        List<T> all = [];
        do
        {
            int start = _next;
            try
            {
                T entry = parse();
                if (!IsEndOfEntry(Current, between))
                {
                    throw Unexpected($"{between} or the end of the list");
                }

                if (all.Count == MostInAList)
                {
                    throw new SqlObjection(_tokens[start].Position, $"a list has at most {MostInAList} entries");
                }

                all.Add(entry);
            }
            catch (SqlObjection objection)
            {
                Object(objection);
                _next = start;
                SkipEntry(between == "AND" ? ["AND", "OR"] : [between]);
            }
        }
        while (Take(between));
        return all;
    }

    /// <summary>The first objection is the one that is told; after it, reading goes on for the sake of the nearest query.</summary>
    private void Object(SqlObjection objection) => _objections.Add(objection);

    private void SkipTo(string[] clauses, string wanted)
    {
        if (Current.Kind == SqlTokenKind.End || Current.Is(";") || clauses.Any(Current.Is))
        {
            return;
        }

        Object(Unexpected(wanted));
        for (int depth = 0; Current.Kind != SqlTokenKind.End && (depth > 0 || !(Current.Is(";") || clauses.Any(Current.Is))); _next++)
        {
            depth += Depth(Current);
        }
    }

    /// <summary>Goes on to what ends an entry of a list, outside brackets that open in it.</summary>
    private void SkipEntry(string[] between)
    {
        for (int depth = 0; Current.Kind != SqlTokenKind.End && (depth > 0 || !(between.Any(Current.Is) || Current.Is(")") || Current.Is(";") || IsClause(Current))); _next++)
        {
            depth += Depth(Current);
        }
    }

    private static int Depth(SqlToken token) => token.Is("(") ? 1 : token.Is(")") ? -1 : 0;

    private static bool IsClause(SqlToken token) => token.Kind == SqlTokenKind.Word && s_clauses.Any(token.Is);

    private static bool IsEndOfEntry(SqlToken token, string between) =>
        token.Kind == SqlTokenKind.End || token.Is(between) || (between == "AND" && token.Is("OR")) || token.Is(")") || token.Is(";") || IsClause(token);

    private bool TakeBoth(string first, string second)
    {
        if (!Take(first))
        {
            return false;
        }

        if (!Take(second))
        {
            Object(Unexpected(second));
        }

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
