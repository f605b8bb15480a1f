using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>One table's ids as pseudonyms: HMAC-SHA256 of each distinct id, once.</summary>
internal sealed class Pseudonyms
{
    private Pseudonyms(UInt128[] persons, ulong[] draws)
    {
        Persons = persons;
        Draws = draws;
    }

    /// <summary>The first 128 bits of the HMAC, for each entry of the id column's dictionary.</summary>
    internal UInt128[] Persons { get; }

    /// <summary>The next 64 bits: a uniform number that belongs to the person and that nobody outside can predict.</summary>
    internal ulong[] Draws { get; }

    internal static Pseudonyms Of(StringDictionary ids, PersonSecret secret)
    {
        UInt128[] persons = new UInt128[ids.Count];
        ulong[] draws = new ulong[ids.Count];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        for (int code = 0; code < ids.Count; code++)
        {
            hmac.AppendData(Encoding.UTF8.GetBytes(ids[code]));
            hmac.GetHashAndReset(mac);
            persons[code] = BinaryPrimitives.ReadUInt128BigEndian(mac);
            draws[code] = BinaryPrimitives.ReadUInt64BigEndian(mac[16..]);
        }

        return new Pseudonyms(persons, draws);
    }
}
