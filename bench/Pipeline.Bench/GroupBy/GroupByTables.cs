using System.Globalization;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.Pipeline.Bench.GroupBy;

/// <summary>Impressions by user and campaign, and the users of a partner, of any size: as many rows a user as chance has it, a few campaigns large and most small.</summary>
internal sealed class GroupByTables
{
    internal const int RowsPerUser = 10;
    internal const int RowsPerKey = 100;

    private GroupByTables(Table impressions, Table users) => (Impressions, Users) = (impressions, users);

    internal Table Impressions { get; }

    internal Table Users { get; }

    internal static GroupByTables Make(int rows)
    {
        string[] users = [.. Enumerable.Range(0, Math.Max(1, rows / RowsPerUser)).Select(i => i.ToString("'user-'0000000000", CultureInfo.InvariantCulture))];
        string[] keys = [.. Enumerable.Range(0, Math.Max(1, rows / RowsPerKey)).Select(i => i.ToString("'campaign-'000000", CultureInfo.InvariantCulture))];
        string[] user = new string[rows];
        string[] key = new string[rows];
        long[] label = new long[rows];
        ulong state = 1;
        for (int row = 0; row < rows; row++)
        {
            user[row] = users[Below(ref state, users.Length)];

            // The product of two uniform numbers: half of the rows fall into a fifth of the keys.
            key[row] = keys[(int)((long)Below(ref state, keys.Length) * Below(ref state, keys.Length) / keys.Length)];
            label[row] = Below(ref state, 20) == 0 ? 1 : 0;
        }

        return new GroupByTables(
            new Table(new StringColumn("user_id", user), new StringColumn("campaign", key), new Int64Column("label", label)),
            new Table(new StringColumn("user_id", users)));
    }

    internal void Write(string folder)
    {
        foreach ((string name, Table table) in new[] { ("impressions", Impressions), ("users", Users) })
        {
            using FileStream stream = File.Create(Path.Combine(folder, $"{name}.parquet"));
            ParquetWriter.Write(stream, table, new ParquetWriterOptions());
        }
    }

    private static int Below(ref ulong state, int bound)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)Math.BigMul(z ^ (z >> 31), (ulong)bound, out _);
        }
    }
}
