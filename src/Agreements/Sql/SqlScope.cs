using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>The terms under which a query is asked, and what its names stand for there.</summary>
internal sealed class SqlScope
{
    private readonly Agreement _agreement;

    private SqlScope(Agreement agreement, SegmentsTerms terms) => (_agreement, Terms) = (agreement, terms);

    internal SegmentsTerms Terms { get; }

    /// <summary>The terms under which aggregates can be asked in SQL: of one table or two, by this requester, and of the name that was asked for.</summary>
    /// <exception cref="SqlObjection">There are none.</exception>
    internal static IReadOnlyList<SegmentsTerms> Allowed(Agreement agreement, PartyId requester, SqlAsked asked)
    {
        SegmentsTerms[] allowed = [.. agreement.Queries.OfType<SegmentsTerms>().Where(terms => terms.Requesters.Contains(requester) && terms.Partners.Count <= 1)];
        if (allowed.Length == 0)
        {
            throw new SqlObjection(asked.Select.From.Position, $"the agreement lets {requester} ask for no aggregates of one table or two");
        }

        if (asked.Asking.Terms is not { } name)
        {
            return allowed;
        }

        return Array.Find(allowed, terms => terms.Id == name) is { } named
            ? [named]
            : throw new SqlObjection($"{requester} may not ask in SQL under '{name}', only under {string.Join(", ", allowed.Select(terms => terms.Id))}", asking => asking with { Terms = null });
    }

    /// <summary>Whether terms are over the tables of a query.</summary>
    internal static bool Fits(SegmentsTerms terms, SqlSelect select) =>
        $"{terms.Rows}" == select.From.Text && terms.Partners.Select(partner => $"{partner}").SequenceEqual(select.Join is null ? [] : [select.Join.Table.Text]);

    internal static SqlScope Of(Agreement agreement, SegmentsTerms terms, SqlSelect select)
    {
        if (!Fits(terms, select))
        {
            string wanted = terms.Partners.Count == 0 ? $"FROM {terms.Rows}" : $"FROM {terms.Rows} JOIN {terms.Partners[0]}";
            throw new SqlObjection(select.From.Position, $"the agreement allows aggregates {wanted}, the table whose rows are counted first", each => From(agreement, terms, each));
        }

        SqlScope scope = new(agreement, terms);
        scope.CheckJoin(select);
        return scope;
    }

    /// <summary>The column that a name stands for; it is told apart by its table where both have it.</summary>
    internal ColumnReference Resolve(SqlColumn column, Func<SqlSelect, SqlSelect> otherwise)
    {
        ColumnReference[] found =
        [
            .. Terms.Datasets.Where(dataset => column.Table is null || $"{dataset}" == column.Table)
                .Select(dataset => new ColumnReference { Dataset = dataset, Column = column.Name })
                .Where(reference => _agreement.FindColumn(reference) is not null),
        ];
        return found switch
        {
            [ColumnReference one] => one,
            [] => throw new SqlObjection(column.Position, $"there is no column {SqlText.Write(column)} in {string.Join(" and ", Terms.Datasets)}", otherwise),
            _ => throw new SqlObjection(column.Position, $"both tables have a column {column.Name}: write {found[0]} or {found[1]}", each => WithTable(each, column.Name, found[0].Dataset)),
        };
    }

    internal ColumnTerms TermsOf(ColumnReference column) => _agreement.FindColumn(column)!;

    internal string IdOf(DatasetId dataset) => IdOf(_agreement, dataset);

    private static string IdOf(Agreement agreement, DatasetId dataset) => agreement.FindDataset(dataset)!.Columns.Single(column => column.Role == ColumnRole.Id).Name;

    /// <summary>A name that both tables have, told apart wherever it stands.</summary>
    private static SqlSelect WithTable(SqlSelect select, string name, DatasetId dataset) =>
        SqlColumns.Map(select, column => column.Table is null && column.Name == name ? column with { Table = $"{dataset}" } : column);

    private static SqlSelect From(Agreement agreement, SegmentsTerms terms, SqlSelect select)
    {
        SqlColumn Id(DatasetId dataset) => new($"{dataset}", IdOf(agreement, dataset), select.From.Position);
        return select with
        {
            From = select.From with { Text = $"{terms.Rows}" },
            Join = terms.Partners.Count == 0 ? null : new SqlJoin(new SqlName($"{terms.Partners[0]}", select.From.Position), Id(terms.Rows), Id(terms.Partners[0])),
        };
    }

    private void CheckJoin(SqlSelect select)
    {
        if (select.Join is not { } join)
        {
            return;
        }

        Func<SqlSelect, SqlSelect> repair = each => From(_agreement, Terms, each);
        ColumnReference[] joined = [Resolve(join.Left, repair), Resolve(join.Right, repair)];
        bool isById = joined[0].Dataset != joined[1].Dataset && joined.All(column => TermsOf(column).Role == ColumnRole.Id);
        if (!isById)
        {
            throw new SqlObjection(join.Left.Position, "tables are joined on their agreed ids and on nothing else", repair);
        }
    }
}
