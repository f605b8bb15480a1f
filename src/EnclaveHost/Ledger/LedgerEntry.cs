using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>One entry of the hash chain.</summary>
/// <param name="Sequence">1, 2, 3, …</param>
/// <param name="Kind">What it records.</param>
/// <param name="At">The room's time, seconds since 1970.</param>
/// <param name="Body">What exactly; the format depends on <paramref name="Kind"/>.</param>
/// <param name="Previous">Hash of the entry before it, all zero for the first.</param>
internal sealed record LedgerEntry(long Sequence, EntryKind Kind, long At, ReadOnlyMemory<byte> Body, Digest256 Previous)
{
    /// <summary>Fixed text at the front of what is hashed: a hash of a ledger entry is a hash of nothing else.</summary>
    private static ReadOnlySpan<byte> Domain => "cleanroom-ledger/1\0"u8;

    /// <summary>SHA-256 over domain ‖ previous ‖ sequence ‖ kind ‖ time ‖ body, integers as 8 bytes big-endian.</summary>
    internal Digest256 ComputeHash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(numbers, Sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], (long)Kind);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], At);
        hash.AppendData(Domain);
        hash.AppendData(Previous.AsSpan());
        hash.AppendData(numbers);
        hash.AppendData(Body.Span);
        return new Digest256(hash.GetHashAndReset());
    }
}
