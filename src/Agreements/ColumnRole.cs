namespace EnclaveCleanRoom.Agreements;

/// <summary>What a column may be used for; a use that its role does not name is refused.</summary>
public enum ColumnRole
{
    /// <summary>The person identifier on which tables are joined. Never a key, a feature or a figure.</summary>
    Id,

    /// <summary>The outcome a model predicts or a rate counts.</summary>
    Label,

    /// <summary>A number with public bounds; may be a feature.</summary>
    Numeric,

    /// <summary>A category; may be a feature or a group key.</summary>
    Categorical,

    /// <summary>Several categories in one cell, separated by <c>^</c>; may be a feature.</summary>
    MultiValued,

    /// <summary>A moment; may be a feature (hour of day, day of week).</summary>
    Timestamp,

    /// <summary>Kept in the file, opened by no query.</summary>
    Sensitive,

    /// <summary>The person's consent; rows without it never left the owner's machine.</summary>
    Consent,

    /// <summary>The purposes that the person allowed, separated by <c>^</c>; rows that lack one of the column's vocabulary never left the owner's machine.</summary>
    Purpose,

    /// <summary>Whose law protects the person; rows of others than the column's vocabulary names never left the owner's machine.</summary>
    Jurisdiction,
}
