using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>Binary values are base64url without padding, one spelling each.</summary>
internal sealed class Base64UrlConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Base64UrlText.TryDecode(reader.GetString()!, out byte[]? bytes)
            ? bytes
            : throw new JsonException("A binary value is base64url without padding.");

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Base64UrlText.Encode(value));
}
