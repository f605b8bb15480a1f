namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>What a column is for.</summary>
internal enum ColumnRole
{
    /// <summary>The identifier of a person.</summary>
    Id,

    /// <summary>The outcome.</summary>
    Label,

    /// <summary>A number.</summary>
    Numeric,

    /// <summary>A category.</summary>
    Categorical,

    /// <summary>Several categories in one cell.</summary>
    MultiValued,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>Kept in the file, opened by no query.</summary>
    Sensitive,

    /// <summary>The person's consent.</summary>
    Consent,
}
