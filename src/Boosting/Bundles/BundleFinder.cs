using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>Makes bundles by a plan, and looks at every row for the combinations that occur.</summary>
internal static class BundleFinder
{
    private const int MostCodes = 256;

    // A bundle serves when each code stands for a good number of rows; fewer, and the columns' own bins are as fast.
    private const int RowsACode = 64;

    // All rows have more combinations than a sample of them; past this many times more a column stays alone.
    private const int Overrun = 4;

    /// <summary>Bundles that hold each column once. Bundles depend on the rows alone, not on the team.</summary>
    public static IReadOnlyList<ColumnBundle> Find(IReadOnlyList<BinnedColumn> columns, int rowCount, Team team)
    {
        int mostCodes = Math.Min(MostCodes, rowCount / RowsACode);
        IReadOnlyList<IReadOnlyList<int>> plan = BundlePlan.Make(columns, rowCount, mostCodes);
        ushort[]?[] codes = new ushort[team.Threads][];
        List<ColumnBundle>[] made = new List<ColumnBundle>[plan.Count];
        team.Run(plan.Count, (worker, index) =>
        {
            codes[worker] ??= plan[index].Count > 1 ? new ushort[rowCount] : null;
            made[index] = Number(columns, plan[index], codes[worker] ?? [], Overrun * mostCodes);
        });
        return [.. made.SelectMany(bundles => bundles)];
    }

    /// <summary>The bundle of these columns, and one alone for each column that turns out not to fit.</summary>
    private static List<ColumnBundle> Number(IReadOnlyList<BinnedColumn> columns, IReadOnlyList<int> members, ushort[] codes, int mostCodes)
    {
        List<ColumnBundle> made = [];
        List<BundleStep> steps = [];
        int count = columns[members[0]].Mapper.BinCount;
        if (members.Count > 1)
        {
            CodeKernel.Start(columns[members[0]], codes);
        }

        for (int i = 1; i < members.Count; i++)
        {
            int bins = columns[members[i]].Mapper.BinCount;
            BundleStep? step = (long)count * bins <= Overrun * BundlePlan.MostPairs
                ? Step(columns[members[i]], members[i], bins, codes, count)
                : null;
            if (step is null || step.BinOfCode.Length > Math.Max(mostCodes, count))
            {
                made.Add(new ColumnBundle(members[i], bins, []));
                continue;
            }

            CodeKernel.Advance(columns[members[i]], step, codes);
            count = step.BinOfCode.Length;
            steps.Add(step);
        }

        made.Add(new ColumnBundle(members[0], columns[members[0]].Mapper.BinCount, steps));
        return made;
    }

    private static BundleStep Step(BinnedColumn column, int index, int bins, ushort[] codes, int count)
    {
        bool[] occurs = new bool[count * bins];
        CodeKernel.MarkPairs(column, codes, bins, occurs);
        return new BundleStep(index, count, bins, occurs);
    }
}
