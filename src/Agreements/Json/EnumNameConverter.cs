using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>See <see cref="EnumNames"/>.</summary>
internal sealed class EnumNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> s_byName = Enum.GetValues<T>().ToDictionary(NameOf, StringComparer.Ordinal);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && s_byName.TryGetValue(reader.GetString()!, out T value)
            ? value
            : throw new JsonException($"It is one of {string.Join(", ", s_byName.Keys)}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    private static string NameOf(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
