using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>
/// The value that most of a person's multi-valued cells hold, and of equally frequent ones that which comes last; as <see cref="PersonMode"/>, it depends on that person's
/// rows alone and not on their order.
/// </summary>
internal static class PersonTokens
{
    /// <returns>A value for each person, or <see langword="null"/> where no cell has one.</returns>
    internal static string?[] ModeOf(PersonRows people, CategoryCodes cells, string[][] tokensOfCell)
    {
        string?[] modes = new string?[people.PersonCount];
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        for (int person = 0; person < modes.Length; person++)
        {
            counts.Clear();
            foreach (int row in people.Rows.AsSpan()[people.RangeOf(person)])
            {
                int cell = cells.Rows[row];
                foreach (string token in cell == cells.Absent ? [] : tokensOfCell[cell])
                {
                    counts[token] = counts.GetValueOrDefault(token) + 1;
                }
            }

            foreach ((string token, int count) in counts)
            {
                int best = modes[person] is { } mode ? counts[mode] : 0;
                if (count > best || (count == best && string.CompareOrdinal(token, modes[person]) > 0))
                {
                    modes[person] = token;
                }
            }
        }

        return modes;
    }
}
