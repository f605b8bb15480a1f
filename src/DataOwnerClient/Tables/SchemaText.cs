using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>Says what a file holds without reading its columns.</summary>
internal static class SchemaText
{
    /// <summary>One line on the file, then one a column.</summary>
    internal static IEnumerable<string> Lines(OpenParquet open)
    {
        ParquetFile file = open.File;
        yield return $"{file.RowCount} rows in {file.RowGroupCount} row groups, {file.Columns.Count} columns, written by {file.CreatedBy ?? "somebody who does not say"}";
        yield return Encryption(open);
        int width = file.Columns.Count == 0 ? 0 : file.Columns.Max(column => column.Name.Length);
        foreach (FileColumn column in file.Columns)
        {
            string key = file.KeyIdOf(column.Path) is { } id ? $"  key {id}" : "";
            yield return $"{column.Name.PadRight(width)}  {Type(column)}{(column.Field?.IsNullable ?? false ? "?" : "")}  {Stored(column)}{key}";
        }
    }

    /// <summary>The same as one JSON object.</summary>
    internal static string Json(OpenParquet open)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("rows", open.File.RowCount);
            json.WriteNumber("rowGroups", open.File.RowGroupCount);
            json.WriteString("createdBy", open.File.CreatedBy);
            json.WriteString("footer", open.Encryption is null ? "plaintext" : open.Encryption.IsFooterEncrypted ? "encrypted" : "signed");
            json.WriteString("aadPrefix", Prefix(open));
            json.WriteStartArray("columns");
            foreach (FileColumn column in open.File.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("path", column.Path);
                json.WriteString("type", column.Field?.Type.ToString().ToLowerInvariant());
                json.WriteString("element", column.Field?.Element?.Type.ToString().ToLowerInvariant());
                json.WriteString("physical", column.PhysicalType);
                json.WriteString("logical", column.LogicalType);
                json.WriteBoolean("nullable", column.Field?.IsNullable ?? false);
                json.WriteString("key", open.File.KeyIdOf(column.Path));
                json.WriteString("unsupported", column.Refusal);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Type(FileColumn column) => column.Field switch
    {
        null => $"unsupported ({column.Refusal})",
        { Element: { } element } => $"list of {element.Type.ToString().ToLowerInvariant()}{(element.IsNullable ? "?" : "")}",
        { } field => field.Type.ToString().ToLowerInvariant(),
    };

    private static string Stored(FileColumn column) =>
        column.PhysicalType + (column.FixedLength is { } length ? $"({length})" : "") + (column.LogicalType is { } logical ? $" {logical}" : "");

    private static string Encryption(OpenParquet open) => open.Encryption switch
    {
        null => "not encrypted",
        { } footer => $"footer {(footer.IsFooterEncrypted ? "encrypted" : "signed")} and authenticated, AAD prefix {(Prefix(open) is { } prefix ? $"'{prefix}' stored" : "not stored")}",
    };

    private static string? Prefix(OpenParquet open) =>
        open.Encryption?.StoredAadPrefix is { } stored ? AadPrefix.Exactly(stored.Span).ToString() : null;
}
