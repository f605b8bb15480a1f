using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;
using EnclaveCleanRoom.EnclaveWorkload.Segments;

namespace EnclaveCleanRoom.Pipeline.Bench.GroupBy;

/// <summary>A group-by over joined rows: without privacy, with it, and in DuckDB, one after the other, several times.</summary>
internal static class GroupByRun
{
    private const int Rounds = 5;

    internal static void Do(string folder, int rows, string modules, int threads)
    {
        GroupByTables tables = GroupByTables.Make(rows);
        tables.Write(folder);
        using GroupByPeer peer = new(folder, modules, threads);
        List<(double Join, double Plain, double Bound, double Compute, double Peer)> rounds = [];
        int shown = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            GC.Collect();
            SystemEntropy entropy = SystemEntropy.Instance;
            Stopwatch watch = Stopwatch.StartNew();
            JoinedTable joined = Join(tables, entropy);
            double join = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            Aggregate(joined, threads);
            double plain = watch.Elapsed.TotalMilliseconds;

            QueryPlan plan = QueryPlanner.Plan(GroupByAgreement.Document, GroupByAgreement.Query);
            using BudgetGrant grant = UnlimitedBudget.Grant(plan.Privacy, entropy);
            watch.Restart();
            BoundedTable bounded = plan.Bound(joined, grant);
            double bound = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            SegmentsAnswer answer = (SegmentsAnswer)plan.Compute(bounded, grant, threads, CancellationToken.None).Value;
            double compute = watch.Elapsed.TotalMilliseconds;
            shown = answer.Groups.Count + answer.GroupsLeftOut;
            if (round > 0)
            {
                rounds.Add((join, plain, bound, compute, peer.Run()));
            }
            else
            {
                peer.Run();
            }
        }

        double Median(Func<(double Join, double Plain, double Bound, double Compute, double Peer), double> of) => rounds.Select(of).Order().ElementAt(Rounds / 2);
        double extra = Median(one => (one.Bound + one.Compute - one.Plain) / (one.Join + one.Plain));
        double extraAlone = Median(one => (one.Bound + one.Compute - one.Plain) / one.Plain);
        double whole = Median(one => (one.Join + one.Bound + one.Compute) / one.Peer);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} rows, {shown} groups: join {Median(one => one.Join):0} ms, plain group-by {Median(one => one.Plain):0}, private group-by {Median(one => one.Bound):0} + {Median(one => one.Compute):0}, DuckDB {Median(one => one.Peer):0};")
            + string.Create(CultureInfo.InvariantCulture, $" privacy over join and group-by {extra:P0}, over the group-by alone {extraAlone:P0}; whole over DuckDB {whole:0.00}"));
    }

    private static JoinedTable Join(GroupByTables tables, IEntropy entropy)
    {
        using PersonSecret secret = new(entropy);
        using SecretOrder order = new(entropy);
        return JoinedTable.Join(
            [new OpenedTable(GroupByAgreement.Impressions, name => tables.Impressions[name].Rename(name)), new OpenedTable(GroupByAgreement.Users, name => tables.Users[name].Rename(name))],
            secret,
            order,
            CancellationToken.None);
    }

    /// <summary>The same sums without bounds, selection or noise: what a plain engine computes of the joined rows, read in the same way, on as many threads.</summary>
    private static long[] Aggregate(JoinedTable joined, int threads)
    {
        int rows = joined.PrimaryPeople.Length;
        GroupColumn? key = null;
        OutcomeColumn? label = null;
        Parallel.Invoke(
            () => key = GroupColumn.Read(joined, GroupByAgreement.Query.Keys[0], vocabulary: null),
            () => label = OutcomeColumn.Read(joined.Primary, "label"));
        SegmentSource source = new(joined, null, GroupNumbering.Of(rows, [key!], isPublic: false), [label!], isNumbered: false);
        int[][] counts = new int[threads][];
        Parallel.For(0, threads, slice => counts[slice] = Count(source, (int)((long)rows * slice / threads), (int)((long)rows * (slice + 1) / threads)));
        key!.Dispose();
        label!.Dispose();
        long[] sums = new long[counts[0].Length];
        foreach (int[] own in counts)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += own[i];
            }
        }

        return sums;
    }

    private static int[] Count(SegmentSource source, int start, int end)
    {
        const int RowsOfAPiece = 1 << 11;
        int[] counts = new int[2 * source.GroupCount];
        Span<int> pieces = stackalloc int[3 * RowsOfAPiece];
        for (int first = start; first < end; first += RowsOfAPiece)
        {
            int count = Math.Min(RowsOfAPiece, end - first);
            Span<int> people = pieces[..count];
            Span<int> groups = pieces.Slice(RowsOfAPiece, count);
            Span<int> values = pieces.Slice(2 * RowsOfAPiece, count);
            source.ReadPeople(first, people);
            source.ReadGroups(first, groups);
            source.ReadValues(first, values);
            for (int i = 0; i < people.Length; i++)
            {
                if (people[i] >= 0)
                {
                    counts[2 * groups[i]]++;
                    counts[(2 * groups[i]) + 1] += values[i];
                }
            }
        }

        return counts;
    }
}
