namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>Multi-valued cells taken apart: the different values of each distinct cell, in the order of their first occurrence.</summary>
internal static class CellTokens
{
    private const char Separator = '^';

    internal static string[][] Of(CategoryCodes cells) => [.. cells.Texts.Select(Split)];

    private static string[] Split(string cell) =>
        [.. cell.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
