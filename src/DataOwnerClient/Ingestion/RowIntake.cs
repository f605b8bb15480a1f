using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// Takes rows as texts, one at a time, and either keeps a row whole or leaves it out and counts why. Order of the
/// questions: may the row be used, does every cell fit, whom does the row name.
/// </summary>
internal sealed class RowIntake
{
    private readonly IngestionPlan _plan;
    private readonly CellReader[] _readers;
    private readonly IdCells _ids;
    private readonly int _idIndex;
    private readonly RowPermission _permission;
    private readonly byte[][] _nulls;
    private readonly int _longestNull;
    private readonly SortedDictionary<BadRowReason, long> _badByReason = [];
    private readonly List<BadRow> _firstBad = [];
    private long _rowsKept;
    private long _rowsLeftOut;
    private long _nullIds;

    public RowIntake(IngestionPlan plan)
    {
        _plan = plan;
        _idIndex = plan.IndexOf(ColumnRole.Id);
        _permission = new RowPermission(plan);
        _ids = new IdCells(plan.Columns[_idIndex].Name, plan.IdNormalisation, plan.OneRowPerPerson);
        _readers = [.. plan.Columns.Select((column, index) => index == _idIndex ? _ids : CellReader.For(column))];
        _nulls = [.. plan.NullTexts.Select(System.Text.Encoding.UTF8.GetBytes)];
        _longestNull = _nulls.Select(text => text.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>The text of one cell of the current row.</summary>
    public delegate ReadOnlySpan<byte> CellText(int planIndex);

    /// <summary>Notes a row that cannot even be split into cells.</summary>
    public void LeaveOut(BadRow bad)
    {
        _rowsLeftOut++;
        _badByReason[bad.Reason] = _badByReason.GetValueOrDefault(bad.Reason) + 1;
        if (_firstBad.Count < IngestionReport.ListedBadRows)
        {
            _firstBad.Add(bad);
        }
    }

    /// <summary>Takes one row; <paramref name="cell"/> gives the text of a planned column, empty for an absent cell.</summary>
    public void Take(long line, CellText cell)
    {
        if (!_permission.Allows(cell))
        {
            return;
        }

        for (int i = 0; i < _readers.Length; i++)
        {
            ReadOnlySpan<byte> text = cell(i);
            if (IsNull(text))
            {
                _readers[i].ReadAbsent();
                continue;
            }

            BadRowReason reason = _readers[i].Read(text);
            if (reason != BadRowReason.None)
            {
                LeaveOut(new BadRow(line, reason, _readers[i].Name));
                return;
            }
        }

        if (_ids.IsNull)
        {
            _nullIds++;
            return;
        }

        for (int i = 0; i < _readers.Length; i++)
        {
            _readers[i].Keep(cell(i));
        }

        _rowsKept++;
    }

    /// <summary>Ends the intake: the table, or the refusal of the file.</summary>
    public IngestionOutcome Finish(CsvDialect? dialect, IEnumerable<string> namesInFile)
    {
        Column[] columns = [.. _readers.Select(reader => reader.Build())];
        HashSet<string> planned = [.. _plan.Columns.Select(column => column.Name)];
        IngestionReport report = new()
        {
            Dialect = dialect,
            RowsRead = _rowsKept + _rowsLeftOut + _nullIds + _permission.WithdrawnByConsent + _permission.OtherPurpose + _permission.OtherJurisdiction,
            RowsKept = _rowsKept,
            IdsNormalised = _ids.Changed,
            DistinctIds = ((StringColumn)columns[_idIndex]).Dictionary.Count,
            NullIds = _nullIds,
            WithdrawnByConsent = _permission.WithdrawnByConsent,
            OtherPurpose = _permission.OtherPurpose,
            OtherJurisdiction = _permission.OtherJurisdiction,
            BadRowsByReason = _badByReason,
            FirstBadRows = [.. _firstBad.OrderBy(bad => bad.Line)],
            Columns = [.. _plan.Columns.Select((column, i) => new ColumnReport(column.Name, column.Type, column.Role, columns[i].NullCount))],
            ColumnsLeftOut = [.. namesInFile.Where(name => !planned.Contains(name))],
        };

        return Judge(report) is { } refusal ? IngestionOutcome.Refuse(refusal, report) : IngestionOutcome.Accept(new Table(columns), report);
    }

    private IngestionRefusal? Judge(IngestionReport report)
    {
        if (report.RowsRead == 0)
        {
            return new IngestionRefusal(IngestionFailure.NoRows, "There is a header and not one row.");
        }

        if (report.BadShare > _plan.MaximumBadShare)
        {
            BadRow first = report.FirstBadRows[0];
            return new IngestionRefusal(
                IngestionFailure.TooManyBadRows,
                $"{report.BadRows} of {report.RowsRead} rows are bad ({report.BadShare:P2}), more than the {_plan.MaximumBadShare:P2} declared; the first for {first.Reason}{(first.Column.Length > 0 ? $" in '{first.Column}'" : "")}.",
                first.Line);
        }

        return report.RowsKept > 0
            ? null
            : new IngestionRefusal(IngestionFailure.NothingLeft, "Every row was left out: without identifier, not permitted (consent, purpose, jurisdiction), or bad.");
    }

    private bool IsNull(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length > _longestNull)
        {
            return false;
        }

        foreach (byte[] nullText in _nulls)
        {
            if (text.SequenceEqual(nullText))
            {
                return true;
            }
        }

        return false;
    }
}
