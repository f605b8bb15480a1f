using System.Text;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>Puts untrusted key metadata and prefixes into words for a refusal: short, printable, unambiguous.</summary>
internal static class KeyName
{
    private const int MaxLength = 200;

    /// <summary>The master key that the metadata names as PKMT1 key material, else the metadata itself.</summary>
    public static string OfKey(ReadOnlySpan<byte> keyMetadata) =>
        KeyMaterial.TryParse(keyMetadata, out KeyMaterial? material, out _) && material.MasterKeyId is { } id
            ? Printable(Encoding.UTF8.GetBytes(id))
            : keyMetadata.IsEmpty ? "(no key metadata)" : Printable(keyMetadata);

    /// <summary>The bytes as text when all are printable ASCII, else as hexadecimal.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        string end = bytes.Length > MaxLength ? "…" : "";
        ReadOnlySpan<byte> shown = bytes[..Math.Min(bytes.Length, MaxLength)];
        bool isPrintable = shown.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        return (isPrintable ? Encoding.ASCII.GetString(shown) : "0x" + Convert.ToHexStringLower(shown)) + end;
    }
}
