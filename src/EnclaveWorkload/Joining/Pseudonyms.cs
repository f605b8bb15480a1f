using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>One table's ids as pseudonyms: AES-CMAC of each distinct id, once.</summary>
internal sealed class Pseudonyms
{
    private const int IdsAPiece = 1 << 12;

    private Pseudonyms(UInt128[] persons, ulong[] draws)
    {
        Persons = persons;
        Draws = draws;
    }

    /// <summary>The tag of each entry of the id column's dictionary: 128 bits, so that two ids of a billion share one with a probability below 10⁻²⁰.</summary>
    internal UInt128[] Persons { get; }

    /// <summary>The tag encrypted with a second key, cut to 64 bits: a uniform number that belongs to the person and that nobody outside can predict.</summary>
    internal ulong[] Draws { get; }

    internal static Pseudonyms Of(StringDictionary ids, PersonSecret secret, CancellationToken cancellationToken)
    {
        UInt128[] persons = new UInt128[ids.Count];
        ulong[] draws = new ulong[ids.Count];
        Parallel.For(0, (ids.Count + IdsAPiece - 1) / IdsAPiece, new ParallelOptions { CancellationToken = cancellationToken }, piece =>
        {
            int first = piece * IdsAPiece;
            int count = Math.Min(IdsAPiece, ids.Count - first);
            using AesCmac mac = new(secret.PseudonymKey);
            mac.Tag(index => ids.Utf8(first + index), persons.AsSpan(first, count));
            Draw(secret, persons.AsSpan(first, count), draws.AsSpan(first, count));
        });
        return new Pseudonyms(persons, draws);
    }

    private static void Draw(PersonSecret secret, ReadOnlySpan<UInt128> persons, Span<ulong> draws)
    {
        UInt128[] blocks = persons.ToArray();
        using Aes cipher = Aes.Create();
        cipher.SetKey(secret.DrawKey);
        Span<byte> bytes = MemoryMarshal.AsBytes(blocks.AsSpan());
        cipher.EncryptEcb(bytes, bytes, PaddingMode.None);
        for (int i = 0; i < draws.Length; i++)
        {
            draws[i] = unchecked((ulong)blocks[i]);
        }
    }
}
