using System.Text.Json;
using System.Text.Unicode;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// JSON as this project reads it from strangers: one value, no comments, no trailing commas or bytes, no member twice in an
/// object, at most 32 levels deep, every name and string well-formed Unicode. Two readers of such a text cannot disagree about
/// what it says.
/// </summary>
public static class StrictJson
{
    /// <summary>The deepest nesting of objects and arrays that is read.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>Reads one JSON value that takes up all of <paramref name="utf8"/>.</summary>
    /// <param name="utf8">UTF-8 without a byte-order mark.</param>
    /// <param name="root">The value, detached from any pooled memory.</param>
    /// <returns>False when the bytes are not JSON of this strict kind.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement root)
    {
        root = default;
        try
        {
            if (!Utf8.IsValid(utf8.Span) || !EscapesAreText(utf8.Span))
            {
                return false;
            }

            using JsonDocument document = JsonDocument.Parse(utf8, s_options);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The platform's parser leaves strings and names undecoded and throws when a lone surrogate (\ud800) is asked for later.
    private static bool EscapesAreText(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
