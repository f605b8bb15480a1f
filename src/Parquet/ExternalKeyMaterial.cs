using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Parquet;

/// <summary>The key material of one Parquet file that lies in a small file beside it, so that keys are rotated without touching the data.</summary>
/// <remarks>Source: apache/parquet-java, parquet-hadoop crypto/keytools, HadoopFSKeyMaterialStore.</remarks>
public sealed class ExternalKeyMaterial
{
    private readonly Dictionary<string, KeyMaterial> _byReference;

    private ExternalKeyMaterial(Dictionary<string, KeyMaterial> byReference) => _byReference = byReference;

    /// <summary>Makes a store of <paramref name="byReference"/>, from key reference to key material.</summary>
    /// <exception cref="ArgumentException">A material is itself only a reference.</exception>
    public ExternalKeyMaterial(IReadOnlyDictionary<string, KeyMaterial> byReference)
    {
        ArgumentNullException.ThrowIfNull(byReference);
        if (byReference.Values.Any(material => material.KeyReference is not null))
        {
            throw new ArgumentException("Stored key material does not refer to other material.", nameof(byReference));
        }

        _byReference = new(byReference, StringComparer.Ordinal);
    }

    /// <summary>The references, such as <c>footerKey</c> or <c>columnKey0</c>.</summary>
    public IReadOnlyCollection<string> References => _byReference.Keys;

    /// <summary>The name of the file that holds the material of the Parquet file <paramref name="parquetFileName"/> (a name without folder).</summary>
    public static string FileNameFor(string parquetFileName) => $"_KEY_MATERIAL_FOR_{parquetFileName}.json";

    /// <summary>Finds a material.</summary>
    /// <returns>False when there is none of this reference.</returns>
    public bool TryGet(string reference, [NotNullWhen(true)] out KeyMaterial? material) => _byReference.TryGetValue(reference, out material);

    /// <summary>Parses untrusted bytes: a JSON object from references to key material as text.</summary>
    /// <returns>False with a reason when they are none.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out ExternalKeyMaterial? store, out KeyMaterialFailure failure)
    {
        store = null;
        Dictionary<string, KeyMaterial> read = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 });
            failure = document.RootElement.ValueKind == JsonValueKind.Object ? KeyMaterialFailure.None : KeyMaterialFailure.MalformedJson;
            foreach (JsonProperty member in failure == KeyMaterialFailure.None ? document.RootElement.EnumerateObject() : default)
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    failure = KeyMaterialFailure.InvalidMember;
                    return false;
                }

                if (!KeyMaterial.TryParse(Encoding.UTF8.GetBytes(member.Value.GetString()!), out KeyMaterial? material, out failure))
                {
                    return false;
                }

                if (material.KeyReference is not null)
                {
                    failure = KeyMaterialFailure.InvalidMember;
                    return false;
                }

                read.Add(member.Name, material);
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            failure = KeyMaterialFailure.MalformedJson;
        }

        store = failure == KeyMaterialFailure.None ? new ExternalKeyMaterial(read) : null;
        return store is not null;
    }

    /// <summary>The JSON in UTF-8.</summary>
    public byte[] Write()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            foreach ((string reference, KeyMaterial material) in _byReference)
            {
                json.WriteString(reference, Encoding.UTF8.GetString(material.Write(isExternal: true)));
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The same data keys wrapped anew, so that the old master keys are no longer needed; the Parquet file stays as it is.</summary>
    /// <param name="service">Unwraps with the old master keys and wraps with the new ones.</param>
    /// <param name="newMasterKey">From the old master key's id to the new one's; the same id where the service keeps versions.</param>
    /// <returns>Null when the service cannot unwrap one of them: then nothing is rotated.</returns>
    /// <remarks>With double wrapping only the key in between is wrapped anew.</remarks>
    public ExternalKeyMaterial? Rotate(IKeyManagementService service, Func<string, string> newMasterKey)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(newMasterKey);
        Dictionary<string, KeyMaterial> rotated = new(StringComparer.Ordinal);
        foreach ((string reference, KeyMaterial material) in _byReference)
        {
            if (!service.TryUnwrap(material.MasterKeyId!, material.WrappedKek ?? material.WrappedDek!, out SecretKey? key))
            {
                return null;
            }

            using (key)
            {
                string master = newMasterKey(material.MasterKeyId!);
                string wrapped = service.Wrap(master, key);
                rotated.Add(reference, material.DoubleWrapping
                    ? material with { MasterKeyId = master, WrappedKek = wrapped }
                    : material with { MasterKeyId = master, WrappedDek = wrapped });
            }
        }

        return new ExternalKeyMaterial(rotated);
    }
}
