using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Json;

/// <summary>Writes members of enumerations as their names in camel case, and reads exactly these: no other case, no number, no list of names.</summary>
internal sealed class EnumNames : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsEnum;
    }

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(EnumNameConverter<>).MakeGenericType(typeToConvert));
}
