using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>AES in counter mode with IV = nonce (12) ‖ 00000001, as AES_GCM_CTR_V1 encrypts page bodies.</summary>
internal sealed class AesCtr : IDisposable
{
    private const int BlockSize = 16;
    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _counters = new byte[256 * BlockSize];
    private readonly byte[] _keystream = new byte[256 * BlockSize];

    public AesCtr(SecretKey key) => _aes.SetKey(key.Bytes);

    /// <summary>Encrypts or decrypts, which is the same; both spans have one length.</summary>
    public void Transform(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, Span<byte> output)
    {
        uint counter = 1;
        for (int start = 0; start < input.Length; start += _keystream.Length)
        {
            int length = Math.Min(_keystream.Length, input.Length - start);
            int blocks = (length + BlockSize - 1) / BlockSize;
            for (int block = 0; block < blocks; block++)
            {
                Span<byte> one = _counters.AsSpan(block * BlockSize, BlockSize);
                nonce.CopyTo(one);
                BinaryPrimitives.WriteUInt32BigEndian(one[12..], counter++);
            }

            _aes.EncryptEcb(_counters.AsSpan(0, blocks * BlockSize), _keystream, PaddingMode.None);
            Xor(input.Slice(start, length), _keystream, output.Slice(start, length));
        }
    }

    public void Dispose() => _aes.Dispose();

    private static void Xor(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        int i = 0;
        for (; i <= left.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(left[i..]) ^ new Vector<byte>(right[i..])).CopyTo(result[i..]);
        }

        for (; i < left.Length; i++)
        {
            result[i] = (byte)(left[i] ^ right[i]);
        }
    }
}
