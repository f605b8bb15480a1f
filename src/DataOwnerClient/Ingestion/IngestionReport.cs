namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// What became of the rows, for the owner alone: these counts are data about people and go to nobody else.
/// RowsRead = RowsKept + BadRows + NullIds + WithdrawnByConsent + OtherPurpose + OtherJurisdiction.
/// </summary>
internal sealed record IngestionReport
{
    /// <summary>How many bad rows are listed one by one.</summary>
    public const int ListedBadRows = 100;

    /// <summary>How the file was written; null for Parquet.</summary>
    public required CsvDialect? Dialect { get; init; }

    /// <summary>Data rows in the file.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows in the table.</summary>
    public required long RowsKept { get; init; }

    /// <summary>Kept rows whose identifier was changed by the rules.</summary>
    public required long IdsNormalised { get; init; }

    /// <summary>Different identifiers among the rows kept.</summary>
    public required long DistinctIds { get; init; }

    /// <summary>Kept rows beyond the first of their identifier.</summary>
    public long RepeatedRows => RowsKept - DistinctIds;

    /// <summary>Rows left out because they name no person.</summary>
    public required long NullIds { get; init; }

    /// <summary>Rows left out because the person has not consented; not read any further.</summary>
    public required long WithdrawnByConsent { get; init; }

    /// <summary>Rows left out because the person has not allowed every purpose of the agreement; not read any further.</summary>
    public required long OtherPurpose { get; init; }

    /// <summary>Rows left out because another law than the agreement names protects the person; not read any further.</summary>
    public required long OtherJurisdiction { get; init; }

    /// <summary>Bad rows by reason.</summary>
    public required IReadOnlyDictionary<BadRowReason, long> BadRowsByReason { get; init; }

    /// <summary>The first <see cref="ListedBadRows"/> bad rows, by line.</summary>
    public required IReadOnlyList<BadRow> FirstBadRows { get; init; }

    /// <summary>The columns that were read.</summary>
    public required IReadOnlyList<ColumnReport> Columns { get; init; }

    /// <summary>Columns of the file that the plan does not name.</summary>
    public required IReadOnlyList<string> ColumnsLeftOut { get; init; }

    /// <summary>All bad rows.</summary>
    public long BadRows => BadRowsByReason.Values.Sum();

    /// <summary>Bad rows whose identifier is to blame.</summary>
    public long RejectedIds => BadRowsByReason.Where(pair => pair.Key >= BadRowReason.IdTooLong && pair.Key != BadRowReason.RepeatedId).Sum(pair => pair.Value);

    /// <summary>Bad rows as a share of the rows read, 0 to 1.</summary>
    public double BadShare => RowsRead == 0 ? 0 : (double)BadRows / RowsRead;
}
