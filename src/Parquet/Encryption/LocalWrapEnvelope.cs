using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>The JSON that parquet-java puts around a key that it wrapped locally: the version of the master key, and the wrapped key.</summary>
/// <remarks>Source: apache/parquet-java, parquet-hadoop crypto/keytools, LocalWrapKmsClient.LocalKeyWrap.</remarks>
internal static class LocalWrapEnvelope
{
    private const string OnlyVersion = "NO_VERSION";

    /// <summary>Takes the envelope off; a text without one is the wrapped key itself.</summary>
    /// <returns>False when it is an envelope of another form, or of a master key that has versions.</returns>
    public static bool TryOpen(string wrapped, [NotNullWhen(true)] out string? encryptedKey)
    {
        encryptedKey = wrapped;
        if (!wrapped.StartsWith('{'))
        {
            return true;
        }

        encryptedKey = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(wrapped, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 1 });
            JsonElement root = document.RootElement;
            bool isKnown = root.EnumerateObject().All(member => member.Name is "masterKeyVersion" or "encryptedKey" && member.Value.ValueKind == JsonValueKind.String)
                && root.TryGetProperty("masterKeyVersion", out JsonElement version) && version.ValueEquals(OnlyVersion);
            encryptedKey = isKnown && root.TryGetProperty("encryptedKey", out JsonElement key) ? key.GetString() : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // A text with lone surrogates shows only when it is read, as InvalidOperationException.
        }

        return encryptedKey is not null;
    }
}
