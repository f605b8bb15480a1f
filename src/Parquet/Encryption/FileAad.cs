using System.Buffers.Binary;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>What a module is bound to: its file, its kind and its place. Source: parquet-format Encryption.md, 4.4.</summary>
/// <remarks>prefix ‖ file-unique ‖ type (1) ‖ row group (2, little-endian) ‖ column (2) ‖ page (2); the footer ends after its
/// type, and only data pages and their headers have a page.</remarks>
internal sealed class FileAad
{
    private readonly byte[] _file;

    public FileAad(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> unique) => _file = [.. prefix, .. unique];

    /// <summary>The most bytes that an AAD of this file takes.</summary>
    public int MaxLength => _file.Length + 7;

    /// <summary>Writes the AAD of a module and returns its length.</summary>
    public int Write(ModulePlace place, Span<byte> aad)
    {
        _file.CopyTo(aad);
        Span<byte> suffix = aad[_file.Length..];
        suffix[0] = (byte)place.Type;
        if (place.Type == ModuleType.Footer)
        {
            return _file.Length + 1;
        }

        BinaryPrimitives.WriteInt16LittleEndian(suffix[1..], place.RowGroup);
        BinaryPrimitives.WriteInt16LittleEndian(suffix[3..], place.Column);
        if (place.Type is not (ModuleType.DataPage or ModuleType.DataPageHeader))
        {
            Debug.Assert(place.Page == 0, "Only data pages are numbered.");
            return _file.Length + 5;
        }

        BinaryPrimitives.WriteInt16LittleEndian(suffix[5..], place.Page);
        return _file.Length + 7;
    }
}
