using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

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

    /// <summary>Reads such a file.</summary>
    /// <param name="utf8">The file's content.</param>
    /// <param name="file">Its name, for what is said of it.</param>
    /// <exception cref="ClientException">It is not the public half of a party.</exception>
    internal static Party Read(byte[] utf8, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            JsonElement root = document.RootElement;
            if (PartyId.TryParse(root.GetProperty("id").GetString(), out PartyId id)
                && EcPublicJwk.TryParse(root.GetProperty("signingKey"), out EcPublicJwk? signing, out _)
                && EcPublicJwk.TryParse(root.GetProperty("encryptionKey"), out EcPublicJwk? encryption, out _))
            {
                return new Party { Id = id, Name = root.GetProperty("name").GetString() ?? "", SigningKey = signing, EncryptionKey = encryption };
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Answered below: whatever it is, it is no such file.
        }

        throw new ClientException($"{file} is not the public half of a party, as `cleanroom keys init` writes {FileName}.");
    }
}
