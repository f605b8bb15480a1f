namespace EnclaveCleanRoom.Storage;

/// <summary>
/// The name of an object: one to four segments joined by slashes, each of 1 to 128 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c> and
/// <c>.</c> that begins with a letter or digit. So a name is the same text in a URL and in a file system, and leads nowhere else.
/// </summary>
public readonly record struct ObjectName
{
    private readonly string? _value;

    private ObjectName(string value) => _value = value;

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(string? text, out ObjectName name)
    {
        string[] segments = text?.Split('/') ?? [];
        bool isValid = segments.Length is >= 1 and <= 4 && Array.TrueForAll(segments, IsSegment);
        name = isValid ? new ObjectName(text!) : default;
        return isValid;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ObjectName Parse(string text) => TryParse(text, out ObjectName name) ? name : throw new FormatException($"'{text}' is no object name.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsSegment(string segment) =>
        segment.Length is >= 1 and <= 128 && char.IsAsciiLetterOrDigit(segment[0])
        && segment.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.')
        && !segment.Contains("..", StringComparison.Ordinal);
}
