namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>A piece of SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says; of quoted ones what stands between the quotes.</param>
/// <param name="Position">Where it begins, counted from 1.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this keyword, in any letter case, or this sign.</summary>
    internal bool Is(string text) => Kind is SqlTokenKind.Word or SqlTokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);
}
