using System.Text.Json;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>The public half of a party as a JSON file, in the form that agreements hold it.</summary>
internal static class PublicParty
{
    /// <summary>Its name in a key folder.</summary>
    internal const string FileName = "party.public.json";

    private static readonly JsonWriterOptions s_indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static byte[] Write(Party party)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_indented))
        {
            writer.WriteStartObject();
            writer.WriteString("id", party.Id.ToString());
            writer.WriteString("name", party.Name);
            writer.WritePropertyName("signingKey");
            party.SigningKey.WriteTo(writer);
            writer.WritePropertyName("encryptionKey");
            party.EncryptionKey.WriteTo(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
