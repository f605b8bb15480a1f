using System.Text;
using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Which AAD prefix, the identity that a file's writer bound all of it to, a reader accepts.</summary>
public sealed class AadPrefix
{
    private readonly byte[]? _bytes;

    private AadPrefix(byte[]? bytes) => _bytes = bytes;

    /// <summary>Whatever the file stores, or nothing when it stores none: the reader learns no identity from it.</summary>
    public static AadPrefix AsStored { get; } = new(null);

    /// <summary>Exactly <paramref name="bytes"/>, whether the file stores them or leaves them to the reader.</summary>
    public static AadPrefix Exactly(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Exactly <paramref name="text"/> in UTF-8.</summary>
    public static AadPrefix Exactly(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The prefix as text, or as hexadecimal when it is not printable; null for <see cref="AsStored"/>.</summary>
    public override string? ToString() => _bytes is null ? null : KeyName.Printable(_bytes);

    /// <summary>The prefix that the file's modules are bound to, or false when the file's is not the accepted one.</summary>
    internal bool TryResolve(byte[]? stored, bool isSupplied, out byte[] prefix)
    {
        prefix = _bytes ?? stored ?? [];
        if (_bytes is null)
        {
            return !isSupplied || stored is not null;
        }

        return stored is null ? isSupplied : stored.AsSpan().SequenceEqual(_bytes);
    }
}
