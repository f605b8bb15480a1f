using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>Collects the figures of a query; what is asked for twice is noised once.</summary>
internal sealed class SqlMeasures(SqlScope scope)
{
    private readonly List<Measure> _measures = [];
    private readonly Dictionary<string, MeasureName> _byAlias = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<Measure> All => _measures;

    /// <summary>The figure that a name of the SELECT list stands for, or <see langword="null"/>.</summary>
    internal MeasureName? Find(SqlColumn column) => column.Table is null && _byAlias.TryGetValue(column.Name, out MeasureName name) ? name : null;

    /// <summary>Adds a figure.</summary>
    /// <param name="value">What it is.</param>
    /// <param name="alias">Its name, or <see langword="null"/>.</param>
    /// <param name="drop">Leaves it out of the query.</param>
    internal MeasureName Add(SqlValue value, SqlName? alias, Func<SqlSelect, SqlSelect> drop)
    {
        MeasureName name = value switch
        {
            SqlQuotient quotient => Ratio(Add(quotient.Of, null, drop), Add(quotient.Per, null, drop), alias?.Text ?? "ratio", value.Position, drop),
            SqlAggregate aggregate => Add(aggregate, alias, drop),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        if (alias is not null && !_byAlias.TryAdd(alias.Text, name) && _byAlias[alias.Text] != name)
        {
            throw new SqlObjection(alias.Position, $"'{alias.Text}' already names another figure", select => Renamed(select, alias));
        }

        return name;
    }

    /// <summary>With a name of its own for the later figure, so that HAVING and ORDER BY mean the earlier one.</summary>
    private static SqlSelect Renamed(SqlSelect select, SqlName alias)
    {
        int number = 2;
        while (select.Items.Any(item => string.Equals(item.Alias?.Text, $"{alias.Text}_{number}", StringComparison.OrdinalIgnoreCase)))
        {
            number++;
        }

        return select with { Items = [.. select.Items.Select(item => item.Alias == alias ? item with { Alias = alias with { Text = $"{alias.Text}_{number}" } } : item)] };
    }

    private MeasureName Add(SqlAggregate aggregate, SqlName? alias, Func<SqlSelect, SqlSelect> drop)
    {
        switch (aggregate.Function)
        {
            case SqlFunction.CountRows:
                return Keep(alias?.Text ?? "rows", measure => measure is RowsMeasure, name => new RowsMeasure { Name = name });
            case SqlFunction.CountDistinct:
                CheckId(aggregate, drop);
                return Keep(alias?.Text ?? "people", measure => measure is PeopleMeasure, name => new PeopleMeasure { Name = name });
            case SqlFunction.CountWhere:
                return Outcome(aggregate, alias?.Text, drop);
            case SqlFunction.Sum:
                return Sum(aggregate, alias?.Text, drop);
            default:
                MeasureName of = Sum(aggregate, null, drop);
                MeasureName per = Keep("rows", measure => measure is RowsMeasure, name => new RowsMeasure { Name = name });
                return Ratio(of, per, alias?.Text ?? $"avg-{aggregate.Column!.Name}", aggregate.Position, drop);
        }
    }

    private void CheckId(SqlAggregate aggregate, Func<SqlSelect, SqlSelect> drop)
    {
        ColumnReference column = scope.Resolve(aggregate.Column!, drop);
        if (scope.TermsOf(column).Role != ColumnRole.Id)
        {
            throw new SqlObjection(
                aggregate.Position, $"only people are counted once each: COUNT(DISTINCT {scope.Terms.Rows}.{scope.IdOf(scope.Terms.Rows)})", drop);
        }
    }

    private MeasureName Outcome(SqlAggregate aggregate, string? alias, Func<SqlSelect, SqlSelect> drop)
    {
        ColumnReference column = scope.Resolve(aggregate.Column!, drop);
        if (!scope.Terms.Outcomes.Contains(column) || scope.TermsOf(column).Domain is not LabelDomain label || label.Positive != aggregate.Literal)
        {
            throw new SqlObjection(aggregate.Position, $"rows are counted by an outcome of the terms and its agreed value: {Outcomes()}", drop);
        }

        return Keep(alias ?? column.Column, measure => measure is OutcomeMeasure known && known.Column == column, name => new OutcomeMeasure { Name = name, Column = column });
    }

    /// <summary>A sum of an outcome counts the rows that have it, which is a sum only where having it is a 1.</summary>
    private MeasureName Sum(SqlAggregate aggregate, string? alias, Func<SqlSelect, SqlSelect> drop)
    {
        ColumnReference column = scope.Resolve(aggregate.Column!, drop);
        if (scope.Terms.Outcomes.Contains(column))
        {
            ColumnTerms outcome = scope.TermsOf(column);
            if (outcome.Domain is LabelDomain label && label.ValueIn(outcome.Type) is not ("1" or "true"))
            {
                throw new SqlObjection(
                    aggregate.Position, $"{column} is no number to add up: COUNT(*) FILTER (WHERE {column} = '{label.Positive}') counts its rows", select => SqlColumns.CountInstead(select, aggregate.Column!, label.Positive));
            }

            return Keep(alias ?? column.Column, measure => measure is OutcomeMeasure known && known.Column == column, name => new OutcomeMeasure { Name = name, Column = column });
        }

        return scope.Terms.FindAmount(column) is not null
            ? Keep(alias ?? $"sum-{column.Column}", measure => measure is AmountMeasure known && known.Column == column, name => new AmountMeasure { Name = name, Column = column })
            : throw new SqlObjection(
                aggregate.Position,
                $"{column} may not be summed: the terms name the outcomes {Outcomes()} and the amounts {Listed(scope.Terms.Amounts.Select(amount => $"{amount.Column}"))}",
                drop);
    }

    private MeasureName Ratio(MeasureName of, MeasureName per, string wanted, int position, Func<SqlSelect, SqlSelect> drop)
    {
        bool isPlain = _measures.Find(measure => measure.Name == of) is not RatioMeasure && _measures.Find(measure => measure.Name == per) is not RatioMeasure;
        return of != per && isPlain
            ? Keep(wanted, measure => measure is RatioMeasure ratio && ratio.Of == of && ratio.Per == per, name => new RatioMeasure { Name = name, Of = of, Per = per })
            : throw new SqlObjection(position, "a quotient is of two different counts or sums", drop);
    }

    private MeasureName Keep(string wanted, Predicate<Measure> isSame, Func<MeasureName, Measure> make)
    {
        if (_measures.Find(isSame) is { } known)
        {
            return known.Name;
        }

        MeasureName name = NameFor(wanted);
        _measures.Add(make(name));
        return name;
    }

    private MeasureName NameFor(string wanted)
    {
        string plain = string.Concat(wanted.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        plain = plain.Length > 0 && char.IsAsciiLetterLower(plain[0]) ? plain : $"f-{plain}";
        plain = plain.Length > 56 ? plain[..56] : plain;
        for (int number = 1; ; number++)
        {
            MeasureName name = MeasureName.Parse(number == 1 ? plain : $"{plain}-{number}");
            if (_measures.TrueForAll(measure => measure.Name != name))
            {
                return name;
            }
        }
    }

    private string Outcomes() => Listed(scope.Terms.Outcomes.Select(outcome => $"{outcome} = '{(scope.TermsOf(outcome).Domain as LabelDomain)?.Positive}'"));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? listed : "none";
}
