using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>Public keys are JSON Web Keys (RFC 7517).</summary>
internal sealed class EcPublicJwkConverter : JsonConverter<EcPublicJwk>
{
    public override EcPublicJwk Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement element = JsonElement.ParseValue(ref reader);
        return EcPublicJwk.TryParse(element, out EcPublicJwk? key, out JwkFailure failure)
            ? key
            : throw new JsonException($"No public key: {failure}.");
    }

    public override void Write(Utf8JsonWriter writer, EcPublicJwk value, JsonSerializerOptions options) => value.WriteTo(writer);
}
