namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>What a piece of SQL text is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A name or a keyword; letter case does not matter for keywords.</summary>
    Word,

    /// <summary>A name between double quotes.</summary>
    QuotedName,

    /// <summary>A text between single quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A comma, bracket, comparison and the like.</summary>
    Sign,

    /// <summary>The end of the text.</summary>
    End,
}
