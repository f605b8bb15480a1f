using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>The modules of an encrypted file, found by walking their frames: headers and pages, and where the footer begins.</summary>
internal sealed class EncryptedModules
{
    public EncryptedModules(byte[] file)
    {
        FooterStart = file.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        for (int at = 4; at < FooterStart;)
        {
            int length = 4 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
            Ranges.Add((at, length));
            at += length;
        }
    }

    /// <summary>Start and length of each module, in file order: a header, its page, the next header, …</summary>
    public List<(int Start, int Length)> Ranges { get; } = [];

    public int FooterStart { get; }

    /// <summary>Copies the file and exchanges two modules of equal length.</summary>
    public byte[] Swap(byte[] file, int first, int second) => Replace(Replace(file, first, file, second), second, file, first);

    /// <summary>Copies the file and puts a module of another file, of equal length, into it.</summary>
    public byte[] Replace(byte[] file, int module, byte[] from, int fromModule)
    {
        (int start, int length) = Ranges[module];
        (int fromStart, int fromLength) = Ranges[fromModule];
        Assert.Equal(length, fromLength);
        byte[] copy = [.. file];
        from.AsSpan(fromStart, length).CopyTo(copy.AsSpan(start));
        return copy;
    }
}
