using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>Names are JSON strings, also as the keys of objects; an invalid one is a malformed document.</summary>
internal sealed class IdentifierConverter<T> : JsonConverter<T>
    where T : struct, IIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);

    private static T Parse(ref Utf8JsonReader reader)
    {
        bool isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        return isText && T.TryParse(reader.GetString(), out T id)
            ? id
            : throw new JsonException($"A name is {IdentifierRule.Text}.");
    }
}
