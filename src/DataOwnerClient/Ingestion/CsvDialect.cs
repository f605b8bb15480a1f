using System.Text;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>How a CSV file is written.</summary>
/// <param name="Delimiter">What separates fields: comma, semicolon, tab or vertical bar.</param>
/// <param name="Quote">What encloses a field that holds a delimiter or a line break: " or '.</param>
/// <param name="Encoding">The character encoding.</param>
/// <param name="PreambleLength">The bytes of the byte-order mark: 0, 2 or 3.</param>
internal sealed record CsvDialect(char Delimiter, char Quote, CsvEncoding Encoding, int PreambleLength)
{
    /// <summary>Comma, double quote, UTF-8 without a byte-order mark.</summary>
    public static CsvDialect Standard { get; } = new(',', '"', CsvEncoding.Utf8, 0);

    /// <summary>The decoder for <see cref="Encoding"/>. Invalid UTF-8 is not replaced here: cells are checked one by one.</summary>
    public Encoding TextEncoding => Encoding switch
    {
        CsvEncoding.Utf16LittleEndian => System.Text.Encoding.Unicode,
        CsvEncoding.Utf16BigEndian => System.Text.Encoding.BigEndianUnicode,
        CsvEncoding.Latin1 => System.Text.Encoding.Latin1,
        _ => System.Text.Encoding.UTF8,
    };

    /// <summary>The dialect in words, such as "tab-separated, UTF-8".</summary>
    public override string ToString()
    {
        string delimiter = Delimiter switch
        {
            ',' => "comma",
            ';' => "semicolon",
            '\t' => "tab",
            '|' => "bar",
            _ => $"'{Delimiter}'",
        };
        string encoding = Encoding switch
        {
            CsvEncoding.Utf16LittleEndian or CsvEncoding.Utf16BigEndian => "UTF-16",
            CsvEncoding.Latin1 => "ISO 8859-1",
            _ => "UTF-8",
        };
        return $"{delimiter}-separated, quoted by {Quote}, {encoding}{(PreambleLength > 0 ? " with byte-order mark" : "")}";
    }
}
