using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Planning;

/// <summary>One JSON object of numbers and words in the order given; numbers keep every digit, and what is not finite is null.</summary>
internal static class FlatJson
{
    internal static string Write(params ReadOnlySpan<(string Name, object Value)> members)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in members)
            {
                writer.WritePropertyName(name);
                switch (value)
                {
                    case double number when double.IsFinite(number):
                        writer.WriteNumberValue(number);
                        break;
                    case long number:
                        writer.WriteNumberValue(number);
                        break;
                    case string word:
                        writer.WriteStringValue(word);
                        break;
                    default:
                        writer.WriteNullValue();
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
