using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>
/// The one way JSON is read and written here: unknown members, duplicates, nulls, comments and trailing commas are
/// refused, every required member must be there, and text is UTF-8. In what parties sign, every text is <see cref="PlainText"/>, names of members too: it is read by
/// people before they sign. A result is not held to that, since a model's text has lines; whoever shows one shows it plainly.
/// </summary>
internal static class DocumentJson
{
    /// <summary>Larger documents are refused unread: no honest one comes near, but for a result with a list of people, which has a limit of its own.</summary>
    internal const int MaximumBytes = 8 << 20;

    internal static JsonSerializerOptions Options { get; } = Create(indented: false);

    internal static JsonSerializerOptions Indented { get; } = Create(indented: true);

    internal static bool TryRead<T>(ReadOnlySpan<byte> utf8, out T? value, out string problem)
        where T : class => TryRead(utf8, MaximumBytes, isPlain: true, out value, out problem);

    /// <summary>Reads an instance's result.</summary>
    internal static bool TryReadResult(ReadOnlySpan<byte> utf8, out Result? value, out string problem) =>
        TryRead(utf8, Result.MaximumBytes, isPlain: false, out value, out problem);

    private static bool TryRead<T>(ReadOnlySpan<byte> utf8, int maximumBytes, bool isPlain, out T? value, out string problem)
        where T : class
    {
        value = null;
        if (utf8.Length > maximumBytes)
        {
            problem = $"larger than {maximumBytes} bytes";
            return false;
        }

        try
        {
            // The serializer refuses null members, but lets null stand as an element of a list.
            problem = FindProblem(utf8, isPlain);
            if (problem.Length > 0)
            {
                return false;
            }

            value = JsonSerializer.Deserialize<T>(utf8, Options);
            problem = "";
            return value is not null;
        }
        catch (JsonException exception)
        {
            problem = $"{exception.Path}: {FirstSentence(exception.Message)}";
            return false;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Converters and validated value types refuse by exception inside the serializer; it is a refusal all the same.
            problem = FirstSentence(exception.Message);
            return false;
        }
    }

    internal static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    internal static byte[] WriteIndented<T>(T value) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, Indented) + "\n");

    private static string FindProblem(ReadOnlySpan<byte> utf8, bool isPlain)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        string member = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return "null stands somewhere";
            }

            if (isPlain && reader.TokenType is (JsonTokenType.String or JsonTokenType.PropertyName) && !IsPrintableAscii(reader) && !PlainText.IsPlain(reader.GetString(), out string found))
            {
                return reader.TokenType == JsonTokenType.PropertyName
                    ? $"a member's name holds {found}, which is no plain text"
                    : $"{member}: a text holds {found}, which is no plain text";
            }

            member = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : member;
        }

        return "";
    }

    private static bool IsPrintableAscii(in Utf8JsonReader reader) =>
        !reader.ValueIsEscaped && !reader.ValueSpan.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            NewLine = "\n",
            MaxDepth = 32,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new EnumNames());
        options.Converters.Add(new UtcSecondsConverter());
        options.Converters.Add(new EcPublicJwkConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
