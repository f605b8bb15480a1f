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
}
