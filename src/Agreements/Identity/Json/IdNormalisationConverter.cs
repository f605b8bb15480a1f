using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Identity.Json;

/// <summary>Lets the rules stand inside a larger document without losing their strictness.</summary>
internal sealed class IdNormalisationConverter : JsonConverter<IdNormalisation>
{
    public override IdNormalisation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        IdNormalisationFailure failure = IdRulesJson.TryRead(JsonElement.ParseValue(ref reader), out IdNormalisation? normalisation);
        return normalisation ?? throw new JsonException($"No list of id rules: {failure}.");
    }

    public override void Write(Utf8JsonWriter writer, IdNormalisation value, JsonSerializerOptions options) =>
        IdRulesJson.Write(writer, value);
}
