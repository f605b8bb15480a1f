namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>Why a whole file is refused. Nothing of it is written then.</summary>
internal enum IngestionFailure
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>No bytes, or nothing but white space.</summary>
    Empty,

    /// <summary>A compressed file, a spreadsheet or another binary format under a CSV's name.</summary>
    NotText,

    /// <summary>Not valid UTF-8, and its owner has not said what it is.</summary>
    UnknownEncoding,

    /// <summary>No delimiter splits the first lines into the same number of fields, two or more.</summary>
    NoDelimiter,

    /// <summary>The first line cannot be read as names of columns.</summary>
    MalformedHeader,

    /// <summary>The first line looks like data: the columns have no names.</summary>
    HeaderMissing,

    /// <summary>Two columns have the same name.</summary>
    RepeatedColumn,

    /// <summary>A column that was agreed on is not there.</summary>
    MissingColumn,

    /// <summary>A column of a typed file has another type than was agreed on, and its values cannot be converted.</summary>
    WrongColumnType,

    /// <summary>More than 2,000 columns.</summary>
    TooManyColumns,

    /// <summary>One record is longer than 1 MiB; mostly a quote that is never closed.</summary>
    RecordTooLong,

    /// <summary>There is a header and not one row.</summary>
    NoRows,

    /// <summary>No column can be the identifier of a person.</summary>
    NoIdColumn,

    /// <summary>More rows are bad than the declared share.</summary>
    TooManyBadRows,

    /// <summary>Every row was left out: no identifier, no consent, or bad.</summary>
    NothingLeft,

    /// <summary>A Parquet file, or a column of one, that cannot be read.</summary>
    DamagedParquet,
}
