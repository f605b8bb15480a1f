using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>Times are written one way only: UTC, whole seconds, <c>2026-11-22T10:00:00Z</c> (RFC 3339).</summary>
internal sealed class UtcSecondsConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool valid = reader.TokenType == JsonTokenType.String
            & DateTimeOffset.TryParseExact(
                reader.TokenType == JsonTokenType.String ? reader.GetString() : null,
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time);
        return valid ? time : throw new JsonException("A time is UTC in whole seconds, as 2026-11-22T10:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
