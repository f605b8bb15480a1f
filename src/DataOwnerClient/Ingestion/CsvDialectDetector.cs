using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>Finds out how a CSV file is written, from its first bytes. What it cannot be sure of it refuses to guess.</summary>
internal static class CsvDialectDetector
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadLength = 1 << 16;

    private const int MaximumLines = 200;
    private static readonly char[] s_delimiters = [',', ';', '\t', '|'];

    /// <summary>Looks at the beginning of <paramref name="stream"/> and goes back to it.</summary>
    /// <param name="stream">A seekable stream at its beginning.</param>
    /// <param name="declared">The encoding, when its owner has said it; a byte-order mark wins.</param>
    /// <param name="dialect">What was found; null when refused.</param>
    /// <param name="refusal">Why not; null when found.</param>
    public static bool TryDetect(
        Stream stream,
        CsvEncoding? declared,
        [NotNullWhen(true)] out CsvDialect? dialect,
        [NotNullWhen(false)] out IngestionRefusal? refusal)
    {
        byte[] head = new byte[HeadLength];
        stream.Position = 0;
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return TryDetect(head.AsSpan(0, read), read == head.Length, declared, out dialect, out refusal);
    }

    internal static bool TryDetect(
        ReadOnlySpan<byte> head,
        bool isCut,
        CsvEncoding? declared,
        [NotNullWhen(true)] out CsvDialect? dialect,
        [NotNullWhen(false)] out IngestionRefusal? refusal)
    {
        dialect = null;
        if (NameBinaryFormat(head) is { } format)
        {
            refusal = new IngestionRefusal(IngestionFailure.NotText, $"This is {format}, not CSV. Unpack or export it first.");
            return false;
        }

        (CsvEncoding encoding, int preamble) = ReadPreamble(head, declared ?? CsvEncoding.Utf8);
        ReadOnlySpan<byte> body = head[preamble..];
        bool isUtf8 = encoding == CsvEncoding.Utf8;
        if (isUtf8 && body.Contains((byte)0))
        {
            refusal = new IngestionRefusal(IngestionFailure.NotText, "The file holds zero bytes: it is binary, or UTF-16 without a byte-order mark.");
            return false;
        }

        if (isUtf8 && !Utf8.IsValid(isCut ? WholeCharacters(body) : body))
        {
            refusal = new IngestionRefusal(
                IngestionFailure.UnknownEncoding,
                "The file is not valid UTF-8. Save it as UTF-8, or say that it is ISO 8859-1 (latin1).");
            return false;
        }

        string text = new CsvDialect(',', '"', encoding, preamble).TextEncoding.GetString(body);
        if (string.IsNullOrWhiteSpace(text))
        {
            refusal = new IngestionRefusal(IngestionFailure.Empty, "The file is empty.");
            return false;
        }

        char quote = ChooseQuote(text);
        if (ChooseDelimiter(text, quote, isCut) is not { } delimiter)
        {
            refusal = new IngestionRefusal(
                IngestionFailure.NoDelimiter,
                "Neither comma, semicolon, tab nor vertical bar splits the first lines into the same number of fields, two or more.");
            return false;
        }

        dialect = new CsvDialect(delimiter, quote, encoding, preamble);
        refusal = null;
        return true;
    }

    private static string? NameBinaryFormat(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x3\x4"u8) ? "a zip archive or spreadsheet"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "a gzip file"
        : head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8) ? "a Parquet file"
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "a zstd file"
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "an old spreadsheet"
        : head.StartsWith("%PDF"u8) ? "a PDF document"
        : null;

    private static (CsvEncoding Encoding, int Preamble) ReadPreamble(ReadOnlySpan<byte> head, CsvEncoding otherwise) =>
        head.StartsWith(Encoding.UTF8.Preamble) ? (CsvEncoding.Utf8, 3)
        : head.StartsWith(Encoding.Unicode.Preamble) ? (CsvEncoding.Utf16LittleEndian, 2)
        : head.StartsWith(Encoding.BigEndianUnicode.Preamble) ? (CsvEncoding.Utf16BigEndian, 2)
        : (otherwise, 0);

    /// <summary>Drops a character that the end of the head cuts in two.</summary>
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> utf8)
    {
        int end = utf8.Length;
        for (int back = 1; back <= Math.Min(3, utf8.Length); back++)
        {
            byte b = utf8[^back];
            if (b >= 0xC0)
            {
                end = utf8.Length - back;
                break;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        return utf8[..end];
    }

    private static char ChooseQuote(string text)
    {
        // An apostrophe is a quote only where fields begin and end with it and no double quote is seen.
        if (text.Contains('"'))
        {
            return '"';
        }

        int opening = 0;
        int closing = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                opening += i == 0 || text[i - 1] == '\n' || s_delimiters.AsSpan().Contains(text[i - 1]) ? 1 : 0;
                closing += i + 1 == text.Length || text[i + 1] is '\r' or '\n' || s_delimiters.AsSpan().Contains(text[i + 1]) ? 1 : 0;
            }
        }

        return opening >= 2 && opening == closing ? '\'' : '"';
    }

    private static char? ChooseDelimiter(string text, char quote, bool isCut)
    {
        char? best = null;
        double bestAgreement = 0;
        int bestFields = 1;
        foreach (char delimiter in s_delimiters)
        {
            List<int> counts = CountFields(text, delimiter, quote, isCut);
            int fields = counts[0];
            double agreement = counts.Count(count => count == fields) / (double)counts.Count;
            bool isBetter = agreement > bestAgreement + 0.05 || (agreement > bestAgreement - 0.05 && fields > bestFields);
            if (fields >= 2 && agreement >= 0.5 && isBetter)
            {
                (best, bestAgreement, bestFields) = (delimiter, agreement, fields);
            }
        }

        return best;
    }

    private static List<int> CountFields(string text, char delimiter, char quote, bool isCut)
    {
        List<int> counts = [];
        int fields = 1;
        bool quoted = false;
        bool hasText = false;
        foreach (char c in text)
        {
            if (c == quote)
            {
                quoted = !quoted;
            }
            else if (!quoted && c == delimiter)
            {
                fields++;
            }
            else if (!quoted && c == '\n')
            {
                if (hasText)
                {
                    counts.Add(fields);
                }

                (fields, hasText) = (1, false);
                if (counts.Count == MaximumLines)
                {
                    return counts;
                }

                continue;
            }

            hasText |= c != '\r';
        }

        if (counts.Count == 0 || (hasText && !isCut))
        {
            counts.Add(fields);
        }

        return counts;
    }
}
