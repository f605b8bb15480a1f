namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Sorts the rows of one person.</summary>
internal static class SortedEntries
{
    /// <summary>Elements behind the last row that a sort may read.</summary>
    public const int Slack = FewPlaces.Most;

    /// <summary>Sorts rows that have <see cref="Slack"/> elements behind them.</summary>
    public static void Sort(ulong[] entries, int start, int end)
    {
        if (FewPlaces.IsFast && end - start is > 1 and <= FewPlaces.Most)
        {
            SortFew(entries, start, end - start);
        }
        else
        {
            Sort(entries.AsSpan(start..end));
        }
    }

    /// <summary>The scalar twin. Mostly few: then without the general sort's preparations.</summary>
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

    private static void SortFew(ulong[] entries, int start, int count)
    {
        Span<byte> places = stackalloc byte[FewPlaces.Most];
        Span<ulong> sorted = stackalloc ulong[FewPlaces.Most];
        FewPlaces.Find(entries, start, count, places);
        for (int i = 0; i < count; i++)
        {
            sorted[places[i]] = entries[start + i];
        }

        sorted[..count].CopyTo(entries.AsSpan(start));
    }
}
