namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>A table of a Markdown file: header cells and rows of cells, trimmed.</summary>
internal sealed record MarkdownTable(string Heading, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
