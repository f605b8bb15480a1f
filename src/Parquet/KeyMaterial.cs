using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// The JSON that Parquet's key tools put into key metadata ("PKMT1"): which master key wraps the data key, and the
/// wrapped data key. parquet-java, Spark and pyarrow write and read it.
/// </summary>
/// <remarks>Source: apache/parquet-java, parquet-hadoop crypto/keytools (KeyMaterial, KeyMetadata).</remarks>
public sealed record KeyMaterial
{
    private const string Type = "PKMT1";

    /// <summary>Whether the data key encrypts the footer.</summary>
    public bool IsFooterKey { get; init; }

    /// <summary>The key service; for a footer key only, else null.</summary>
    public string? KmsInstanceId { get; init; }

    /// <summary>Where the key service is; for a footer key only, else null.</summary>
    public string? KmsInstanceUrl { get; init; }

    /// <summary>The master key (the KEK) that wraps the data key, or with double wrapping the key in between; null only when <see cref="KeyReference"/> is set.</summary>
    public string? MasterKeyId { get; init; }

    /// <summary>The wrapped data key in base64; null only when <see cref="KeyReference"/> is set.</summary>
    public string? WrappedDek { get; init; }

    /// <summary>With double wrapping: the id of the key in between, in base64; null with single wrapping.</summary>
    public string? KeyEncryptionKeyId { get; init; }

    /// <summary>With double wrapping: the key in between, wrapped by the master key, in base64; null with single wrapping.</summary>
    public string? WrappedKek { get; init; }

    /// <summary>The name of the material in a file of its own; null when the material is here.</summary>
    public string? KeyReference { get; init; }

    /// <summary>Whether a key lies between the master key and the data key.</summary>
    public bool DoubleWrapping => WrappedKek is not null;

    /// <summary>Wraps a data key once, with a master key.</summary>
    /// <param name="service">Holds the master key.</param>
    /// <param name="masterKeyId">The master key.</param>
    /// <param name="dataKey">What is wrapped; stays the caller's.</param>
    /// <param name="isFooterKey">Whether it encrypts the footer.</param>
    /// <exception cref="ArgumentException">There is no such master key.</exception>
    public static KeyMaterial WrapOnce(IKeyManagementService service, string masterKeyId, SecretKey dataKey, bool isFooterKey = false)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new() { IsFooterKey = isFooterKey, MasterKeyId = masterKeyId, WrappedDek = service.Wrap(masterKeyId, dataKey) };
    }

    /// <summary>Wraps a data key with a key in between, and that with a master key, so that the service is asked less often.</summary>
    /// <param name="service">Holds the master key.</param>
    /// <param name="masterKeyId">The master key.</param>
    /// <param name="between">The key in between; stays the caller's.</param>
    /// <param name="betweenId">Its id, best 16 random bytes; the wrapped data key is bound to it.</param>
    /// <param name="dataKey">What is wrapped; stays the caller's.</param>
    /// <param name="isFooterKey">Whether it encrypts the footer.</param>
    /// <exception cref="ArgumentException">There is no such master key.</exception>
    public static KeyMaterial WrapTwice(
        IKeyManagementService service, string masterKeyId, SecretKey between, ReadOnlySpan<byte> betweenId, SecretKey dataKey, bool isFooterKey = false)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(between);
        ArgumentNullException.ThrowIfNull(dataKey);
        return new()
        {
            IsFooterKey = isFooterKey,
            MasterKeyId = masterKeyId,
            WrappedKek = service.Wrap(masterKeyId, between),
            KeyEncryptionKeyId = Convert.ToBase64String(betweenId),
            WrappedDek = LocalKeyWrap.Wrap(dataKey, between, betweenId, SystemRandomBytes.Instance),
        };
    }

    /// <summary>Parses untrusted bytes.</summary>
    /// <returns>False with a reason when they are no key material of type PKMT1.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out KeyMaterial? material, out KeyMaterialFailure failure)
    {
        material = null;
        try
        {
            JsonDocumentOptions options = new() { AllowDuplicateProperties = false, MaxDepth = 2 };
            using JsonDocument document = JsonDocument.Parse(utf8.ToArray(), options);
            failure = document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, out material)
                : KeyMaterialFailure.MalformedJson;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // A text with bytes that are not UTF-8 shows only when it is read, as InvalidOperationException.
            material = null;
            failure = KeyMaterialFailure.MalformedJson;
        }

        return material is not null;
    }

    /// <summary>The JSON in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">Neither a reference nor a wrapped key with its master key is given.</exception>
    public byte[] Write() => Write(isExternal: false);

    /// <summary>As <see cref="Write()"/>; material in a file of its own says nothing about where it is stored.</summary>
    internal byte[] Write(bool isExternal)
    {
        if (KeyReference is null && (MasterKeyId is null || WrappedDek is null))
        {
            throw new InvalidOperationException("Key material needs a master key and a wrapped data key.");
        }

        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("keyMaterialType", Type);
            if (!isExternal)
            {
                json.WriteBoolean("internalStorage", KeyReference is null);
            }

            if (KeyReference is not null)
            {
                json.WriteString("keyReference", KeyReference);
            }
            else
            {
                WriteInternal(json);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private void WriteInternal(Utf8JsonWriter json)
    {
        json.WriteBoolean("isFooterKey", IsFooterKey);
        if (IsFooterKey)
        {
            json.WriteString("kmsInstanceID", KmsInstanceId ?? "");
            json.WriteString("kmsInstanceURL", KmsInstanceUrl ?? "");
        }

        json.WriteString("masterKeyID", MasterKeyId);
        json.WriteString("wrappedDEK", WrappedDek);
        json.WriteBoolean("doubleWrapping", DoubleWrapping);
        if (DoubleWrapping)
        {
            json.WriteString("keyEncryptionKeyID", KeyEncryptionKeyId);
            json.WriteString("wrappedKEK", WrappedKek);
        }
    }

    private static KeyMaterialFailure Read(JsonElement root, out KeyMaterial? material)
    {
        material = null;
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        Dictionary<string, bool> flags = new(StringComparer.Ordinal);
        foreach (JsonProperty member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "keyMaterialType" or "kmsInstanceID" or "kmsInstanceURL" or "masterKeyID" or "wrappedDEK"
                    or "keyEncryptionKeyID" or "wrappedKEK" or "keyReference" when member.Value.ValueKind == JsonValueKind.String:
                    texts.Add(member.Name, member.Value.GetString()!);
                    break;
                case "internalStorage" or "isFooterKey" or "doubleWrapping" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    flags.Add(member.Name, member.Value.GetBoolean());
                    break;
                case "keyMaterialType" or "kmsInstanceID" or "kmsInstanceURL" or "masterKeyID" or "wrappedDEK" or "keyEncryptionKeyID"
                    or "wrappedKEK" or "keyReference" or "internalStorage" or "isFooterKey" or "doubleWrapping":
                    return KeyMaterialFailure.InvalidMember;
                default:
                    return KeyMaterialFailure.UnknownMember;
            }
        }

        if (texts.GetValueOrDefault("keyMaterialType") != Type)
        {
            return KeyMaterialFailure.UnknownType;
        }

        KeyMaterial read = new()
        {
            IsFooterKey = flags.GetValueOrDefault("isFooterKey"),
            KmsInstanceId = texts.GetValueOrDefault("kmsInstanceID"),
            KmsInstanceUrl = texts.GetValueOrDefault("kmsInstanceURL"),
            MasterKeyId = texts.GetValueOrDefault("masterKeyID"),
            WrappedDek = texts.GetValueOrDefault("wrappedDEK"),
            KeyEncryptionKeyId = texts.GetValueOrDefault("keyEncryptionKeyID"),
            WrappedKek = texts.GetValueOrDefault("wrappedKEK"),
            KeyReference = texts.GetValueOrDefault("keyReference"),
        };
        if (!read.IsConsistent(flags))
        {
            return KeyMaterialFailure.InvalidMember;
        }

        material = read;
        return KeyMaterialFailure.None;
    }

    private bool IsConsistent(Dictionary<string, bool> flags)
    {
        // Material in a file of its own says nothing about where it is stored.
        if (flags.TryGetValue("internalStorage", out bool isInternal) && !isInternal)
        {
            return KeyReference is not null && MasterKeyId is null && WrappedDek is null && WrappedKek is null;
        }

        return KeyReference is null
            && flags.ContainsKey("isFooterKey")
            && MasterKeyId is not null
            && WrappedDek is not null
            && flags.TryGetValue("doubleWrapping", out bool isDouble)
            && isDouble == WrappedKek is not null
            && isDouble == KeyEncryptionKeyId is not null;
    }
}
