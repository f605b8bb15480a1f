using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>Gives equal pseudonyms, of whichever table, equal slots. By their first bits they fall into parts that stay in the cache of the core that looks them up.</summary>
internal sealed class PseudonymTable
{
    private const int PartBits = 8;
    private const int Parts = 1 << PartBits;

    private readonly Dictionary<UInt128, int>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Dictionary<UInt128, int>())];

    /// <summary>Slots are below this.</summary>
    internal int SlotCount => Parts * _parts.Max(part => part.Count);

    /// <summary>The slot of each pseudonym; new ones get new slots.</summary>
    /// <param name="pseudonyms">Uniform 128-bit numbers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal int[] SlotsOf(UInt128[] pseudonyms, CancellationToken cancellationToken)
    {
        (int[] codes, int[] starts) = ByPart(pseudonyms);
        int[] slots = new int[pseudonyms.Length];
        Parallel.For(0, Parts, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            Dictionary<UInt128, int> known = _parts[part];
            known.EnsureCapacity(Math.Max(known.Count, starts[part + 1] - starts[part]));
            foreach (int code in codes.AsSpan(starts[part]..starts[part + 1]))
            {
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, pseudonyms[code], out bool isKnown);
                if (!isKnown)
                {
                    number = known.Count - 1;
                }

                slots[code] = (number << PartBits) | part;
            }
        });
        return slots;
    }

    private static int PartOf(UInt128 pseudonym) => unchecked((int)((ulong)(pseudonym >> 64) >> (64 - PartBits)));

    private static (int[] Codes, int[] Starts) ByPart(UInt128[] pseudonyms)
    {
        int[] starts = new int[Parts + 1];
        foreach (UInt128 pseudonym in pseudonyms)
        {
            starts[PartOf(pseudonym) + 1]++;
        }

        for (int part = 0; part < Parts; part++)
        {
            starts[part + 1] += starts[part];
        }

        int[] next = starts[..Parts];
        int[] codes = new int[pseudonyms.Length];
        for (int code = 0; code < codes.Length; code++)
        {
            codes[next[PartOf(pseudonyms[code])]++] = code;
        }

        return (codes, starts);
    }
}
