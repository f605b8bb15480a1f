using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>A list of hashed ids is one text: base64url without padding of the hashes in ascending order. Any other order is refused.</summary>
internal sealed class HashedIdListConverter : JsonConverter<HashedIdList>
{
    public override HashedIdList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Base64UrlText.TryDecode(reader.GetString()!, out byte[]? bytes) && HashedIdList.TryRead(bytes, out HashedIdList? list)
            ? list
            : throw new JsonException("A list of hashed ids is base64url of 32 bytes a person, ascending, each once.");

    public override void Write(Utf8JsonWriter writer, HashedIdList value, JsonSerializerOptions options) => writer.WriteStringValue(Base64UrlText.Encode(value.Bytes));
}
