using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>A row of one person as one integer, the group in the upper half and the row in the lower: sorted as integers they are sorted by group, then place.</summary>
internal static class RowEntry
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(int group, int row) => unchecked(((ulong)(uint)group << 32) | (uint)row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GroupOf(ulong entry) => unchecked((int)(entry >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowOf(ulong entry) => unchecked((int)(uint)entry);

    /// <summary>Sorts the rows of one person, mostly few.</summary>
    public static void Sort(Span<ulong> entries)
    {
        const int Few = 48;
        if (entries.Length > Few)
        {
            entries.Sort();
            return;
        }

        for (int i = 1; i < entries.Length; i++)
        {
            ulong entry = entries[i];
            int at = i - 1;
            while (at >= 0 && entries[at] > entry)
            {
                entries[at + 1] = entries[at];
                at--;
            }

            entries[at + 1] = entry;
        }
    }
}
