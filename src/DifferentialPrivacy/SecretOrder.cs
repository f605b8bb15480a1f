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
    private const int BlockBytes = 16;
    private const int BlocksPerCall = 4096;
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
        UInt128[] ranks = new UInt128[items.Length];
        Rank(items, ranks);
        return ranks;
    }

    /// <summary>As <see cref="Ranks"/>, into memory of the caller's.</summary>
    internal void Rank(ReadOnlySpan<OrderItem> items, Span<UInt128> ranks)
    {
        byte[] blocks = new byte[Math.Min(items.Length, BlocksPerCall) * BlockBytes];
        for (int start = 0; start < items.Length; start += BlocksPerCall)
        {
            int count = Math.Min(BlocksPerCall, items.Length - start);
            MemoryMarshal.AsBytes(items.Slice(start, count)).CopyTo(blocks);
            Span<byte> used = blocks.AsSpan(0, count * BlockBytes);
            _cipher.EncryptEcb(used, used, PaddingMode.None);
            for (int i = 0; i < count; i++)
            {
                ranks[start + i] = BinaryPrimitives.ReadUInt128LittleEndian(used[(i * BlockBytes)..]);
            }
        }

        CryptographicOperations.ZeroMemory(blocks);
    }

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

    private void SetKey(Span<byte> key)
    {
        _cipher.SetKey(key);
        CryptographicOperations.ZeroMemory(key);
    }
}
