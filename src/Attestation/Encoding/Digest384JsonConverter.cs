using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Writes a <see cref="Digest384"/> as its lower-case hexadecimal string and refuses every other spelling.</summary>
internal sealed class Digest384JsonConverter : JsonConverter<Digest384>
{
    /// <inheritdoc/>
    public override Digest384 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Digest384.TryParse(reader.GetString(), out Digest384 digest)
            ? digest
            : throw new JsonException("A digest is a string of lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Digest384 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
