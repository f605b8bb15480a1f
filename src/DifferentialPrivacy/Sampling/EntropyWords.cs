using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Uniform 64-bit words, taken from the entropy in blocks. A word is erased from the buffer as it is handed out, so that a later
/// look at memory does not give past noise away.
/// </summary>
internal sealed class EntropyWords(IEntropy entropy) : IDisposable
{
    private const int WordBytes = sizeof(ulong);
    private readonly byte[] _buffer = new byte[512 * WordBytes];
    private int _next = 512 * WordBytes;

    /// <summary>How many words were handed out; tests compare fast and slow paths by it.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether <see cref="Further"/> may be used by other threads beside this.</summary>
    public bool IsConcurrent => entropy.IsConcurrent;

    /// <summary>More words of the same entropy, with a buffer of their own; the caller disposes it.</summary>
    public EntropyWords Further() => new(entropy);

    /// <summary>The next 64 uniform bits.</summary>
    public ulong Next()
    {
        if (_next == _buffer.Length)
        {
            entropy.Fill(_buffer);
            _next = 0;
        }

        Span<byte> word = _buffer.AsSpan(_next, WordBytes);
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(word);
        BinaryPrimitives.WriteUInt64LittleEndian(word, 0);
        _next += WordBytes;
        Taken++;
        return value;
    }

    /// <summary>Erases what was not handed out.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        _next = _buffer.Length;
    }
}
