using System.Diagnostics;

namespace EnclaveCleanRoom.SyntheticData.Sampling;

/// <summary>
/// Gives each row a cell by its group's weights, so that every cell of a group gets its expected number of rows, rounded up or down at random: one uniform offset decides all roundings
/// of a group, and which row gets which cell is a random permutation.
/// </summary>
/// <remarks>Source: systematic sampling (Madow 1949); every cell's expected number is exact.</remarks>
internal static class GroupedDraw
{
    private const int LeastGroupsPerPart = 16;

    /// <summary>Draws a cell for each row.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="weights">For each group the weights of its cells.</param>
    /// <param name="seed">Four words.</param>
    /// <param name="stream">Which draw this is, below 2^16.</param>
    /// <param name="threads">At most so many at a time; the outcome does not depend on it.</param>
    /// <param name="cells">Out: the cell of each row.</param>
    public static void Draw(int[] groups, int groupCount, double[] weights, ulong[] seed, int stream, int threads, int[] cells)
    {
        int[] ends = new int[groupCount + 1];
        foreach (int group in groups)
        {
            ends[group + 1]++;
        }

        for (int group = 0; group < groupCount; group++)
        {
            ends[group + 1] += ends[group];
        }

        int[] rows = new int[groups.Length];
        int[] next = ends[..groupCount];
        for (int row = 0; row < groups.Length; row++)
        {
            rows[next[groups[row]]++] = row;
        }

        int size = weights.Length / groupCount;
        int parts = (groupCount + LeastGroupsPerPart - 1) / LeastGroupsPerPart;
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, part =>
        {
            for (int group = part * LeastGroupsPerPart; group < Math.Min(groupCount, (part + 1) * LeastGroupsPerPart); group++)
            {
                Span<int> members = rows.AsSpan(ends[group], ends[group + 1] - ends[group]);
                if (members.Length > 0)
                {
                    SeededWords words = new(seed, ((ulong)stream << 40) | (uint)group);
                    Shuffle(members, ref words);
                    Assign(members, weights.AsSpan(group * size, size), words.NextShare(), cells);
                }
            }
        });
    }

    private static void Shuffle(Span<int> members, ref SeededWords words)
    {
        for (int left = members.Length; left > 1; left--)
        {
            int other = words.NextBelow(left);
            (members[left - 1], members[other]) = (members[other], members[left - 1]);
        }
    }

    private static void Assign(ReadOnlySpan<int> members, ReadOnlySpan<double> weights, double offset, int[] cells)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        if (!(sum > 0))
        {
            throw new UnreachableException("A row fell into a group that the model says cannot occur.");
        }

        double perWeight = members.Length / sum;
        (double before, int assigned, int last) = (offset, 0, 0);
        for (int cell = 0; cell < weights.Length && assigned < members.Length; cell++)
        {
            if (weights[cell] > 0)
            {
                before += weights[cell] * perWeight;
                last = cell;
                for (int until = Math.Min((int)before, members.Length); assigned < until; assigned++)
                {
                    cells[members[assigned]] = cell;
                }
            }
        }

        // The last sum can fall short of the number of rows by a rounding of its last place.
        for (; assigned < members.Length; assigned++)
        {
            cells[members[assigned]] = last;
        }
    }
}
