using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>One table's ids as pseudonyms: HMAC-SHA256 of each distinct id, once.</summary>
internal sealed class Pseudonyms
{
    private const int IdsAPiece = 1 << 14;

    private Pseudonyms(UInt128[] persons, ulong[] draws)
    {
        Persons = persons;
        Draws = draws;
    }

    /// <summary>The first 128 bits of the HMAC, for each entry of the id column's dictionary.</summary>
    internal UInt128[] Persons { get; }

    /// <summary>The next 64 bits: a uniform number that belongs to the person and that nobody outside can predict.</summary>
    internal ulong[] Draws { get; }

    internal static Pseudonyms Of(StringDictionary ids, PersonSecret secret, CancellationToken cancellationToken)
    {
        UInt128[] persons = new UInt128[ids.Count];
        ulong[] draws = new ulong[ids.Count];
        Parallel.For(0, (ids.Count + IdsAPiece - 1) / IdsAPiece, new ParallelOptions { CancellationToken = cancellationToken }, piece =>
        {
            Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
            using IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
            for (int code = piece * IdsAPiece; code < Math.Min(ids.Count, (piece + 1) * IdsAPiece); code++)
            {
                hmac.AppendData(ids.Utf8(code));
                hmac.GetHashAndReset(mac);
                persons[code] = BinaryPrimitives.ReadUInt128BigEndian(mac);
                draws[code] = BinaryPrimitives.ReadUInt64BigEndian(mac[16..]);
            }
        });
        return new Pseudonyms(persons, draws);
    }
}
