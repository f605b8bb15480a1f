using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Writes a <see cref="Digest256"/> as its lower-case hexadecimal string and refuses every other spelling.</summary>
internal sealed class Digest256JsonConverter : JsonConverter<Digest256>
{
    /// <inheritdoc/>
    public override Digest256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Digest256.TryParse(reader.GetString(), out Digest256 digest)
            ? digest
            : throw new JsonException("A digest is a string of lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Digest256 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
