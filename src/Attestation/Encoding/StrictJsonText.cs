using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Reads strings out of JSON elements without trusting that they are strings, or valid UTF-16.</summary>
internal static class StrictJsonText
{
    /// <summary>The string, or false for another kind of value and for a string with a lone surrogate.</summary>
    public static bool TryGetString(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (element.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader leaves escapes such as \ud800 undecoded until they are asked for.
            return false;
        }
    }

    /// <summary>True when <paramref name="element"/> is an object with these members, each once, and no other.</summary>
    public static bool HasExactly(JsonElement element, ReadOnlySpan<string> members)
    {
        if (element.ValueKind != JsonValueKind.Object || element.GetPropertyCount() != members.Length)
        {
            return false;
        }

        foreach (string member in members)
        {
            if (!element.TryGetProperty(member, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bytes of an unpadded base64url string, or false for anything else.</summary>
    public static bool TryGetBytes(JsonElement element, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return TryGetString(element, out string? text) && Base64UrlText.TryDecode(text, out bytes);
    }

    /// <summary>The bytes of a base64url string with or without padding, or false for anything else.</summary>
    public static bool TryGetPaddedBytes(JsonElement element, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return TryGetString(element, out string? text) && Base64UrlText.TryDecodePadded(text, out bytes);
    }
}
