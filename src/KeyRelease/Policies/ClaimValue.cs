using System.Globalization;
using System.Text.Json;

namespace EnclaveCleanRoom.KeyRelease.Policies;

/// <summary>Finds claims and compares them as loosely as the vault does.</summary>
internal static class ClaimValue
{
    private const int LongestShown = 200;

    /// <summary>The member that a dotted path names, through objects only; null when there is none or it is null.</summary>
    public static JsonElement? Find(JsonElement claims, string path)
    {
        JsonElement at = claims;
        foreach (string name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>A text, number, true or false as text; null for anything else.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => String(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Equal as text; or, where one side is a JSON number, equal as numbers.</summary>
    public static bool AreEqual(JsonElement wanted, JsonElement found)
    {
        if (Text(wanted) is not string left || Text(found) is not string right)
        {
            return false;
        }

        bool numeric = wanted.ValueKind == JsonValueKind.Number || found.ValueKind == JsonValueKind.Number;
        return left == right || (numeric && TryNumber(left, out decimal first) && TryNumber(right, out decimal second) && first == second);
    }

    /// <summary>The beginning of a text that is to be shown to a person.</summary>
    public static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON by its grammar, but no text.
            return null;
        }
    }
}
