using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A secret random order of things, made for one job: a key from the entropy and AES-256 as a keyed permutation. Choosing what to keep
/// by this order cannot be steered by who arranged the rows, and is forgotten with the key.
/// </summary>
public sealed class SecretOrder : IDisposable
{
    private const int KeyBytes = 32;
    private readonly Aes _cipher = Aes.Create();

    /// <summary>An order whose key is drawn now.</summary>
    public SecretOrder(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        Span<byte> key = stackalloc byte[KeyBytes];
        entropy.Fill(key);
        SetKey(key);
    }

    private SecretOrder()
    {
    }

    internal SecretOrder(Sampling.EntropyWords words)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        for (int offset = 0; offset < KeyBytes; offset += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(key[offset..], words.Next());
        }

        SetKey(key);
    }

    /// <summary>
    /// 128 bits for each of <paramref name="items"/>, indistinguishable from independent uniform ones by anybody without the key. Different items have
    /// different ranks, so an order by rank has no ties.
    /// </summary>
    internal UInt128[] Ranks(ReadOnlySpan<OrderItem> items)
    {
        OrderItem[] blocks = items.ToArray();
        Encrypt(blocks);
        UInt128[] ranks = new UInt128[items.Length];
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = RankOf(blocks[i]);
        }

        return ranks;
    }

    /// <summary>The upper halves of <see cref="Ranks"/>.</summary>
    /// <param name="items">What is ranked; used up.</param>
    /// <param name="ranks">As many, or more.</param>
    internal void Rank(Span<OrderItem> items, Span<ulong> ranks)
    {
        Encrypt(items);
        ReadOnlySpan<ulong> halves = MemoryMarshal.Cast<OrderItem, ulong>(items);
        for (int i = 0; i < items.Length; i++)
        {
            ulong half = halves[(2 * i) + 1];
            ranks[i] = BitConverter.IsLittleEndian ? half : BinaryPrimitives.ReverseEndianness(half);
        }
    }

    /// <summary>Writes the 128 bits of each of <paramref name="items"/>, as bytes in the order of <see cref="Ranks"/>, over it.</summary>
    internal void RankInPlace(Span<OrderItem> items) => Encrypt(items);

    /// <summary>The 128 bits that were written over an item.</summary>
    internal static UInt128 RankOf(in OrderItem ranked) => BinaryPrimitives.ReadUInt128LittleEndian(MemoryMarshal.AsBytes(new ReadOnlySpan<OrderItem>(in ranked)));

    /// <summary>The same order for another thread: a cipher is used by one at a time. The caller disposes it.</summary>
    internal SecretOrder Copy()
    {
        byte[] key = _cipher.Key;
        SecretOrder copy = new();
        copy.SetKey(key);
        return copy;
    }

    /// <summary>Erases the key.</summary>
    public void Dispose() => _cipher.Dispose();

    private void Encrypt(Span<OrderItem> items)
    {
        Span<byte> blocks = MemoryMarshal.AsBytes(items);
        _cipher.EncryptEcb(blocks, blocks, PaddingMode.None);
    }

    private void SetKey(Span<byte> key)
    {
        _cipher.SetKey(key);
        CryptographicOperations.ZeroMemory(key);
    }
}
