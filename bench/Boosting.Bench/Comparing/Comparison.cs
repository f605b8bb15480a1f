using EnclaveCleanRoom.Boosting.Bench.Measuring;
using EnclaveCleanRoom.Boosting.Bench.Peer;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>
/// Interleaved pairs of runs, ours and the native program's, so that a slow spell of the machine meets both. A pair in which
/// others used more of the machine than allowed is thrown away and done again.
/// </summary>
internal sealed class Comparison(string folder, NativeProgram peer, double foreignAllowed)
{
    public void Run(string settingName, int threads, int pairs)
    {
        Setting setting = Setting.Parse(settingName, threads);
        List<(Figures Own, Figures Native)> kept = [];
        for (int tried = 0; kept.Count < pairs && tried < 4 * pairs; tried++)
        {
            (Figures own, ProcessRun ownRun) = OwnRun.Start(folder, settingName, threads);
            (Figures native, ProcessRun nativeRun) = peer.Run(setting);
            double foreign = Math.Max(ownRun.ForeignShare, nativeRun.ForeignShare);
            bool isKept = foreign <= foreignAllowed;
            Console.WriteLine($"{settingName} pair {tried + 1}: train {own.TrainSeconds:F2} / {native.TrainSeconds:F2} = {own.TrainSeconds / native.TrainSeconds:F3}"
                + $"   others {ownRun.ForeignShare:F2} / {nativeRun.ForeignShare:F2}{(isKept ? "" : "   thrown away")}");
            if (isKept)
            {
                kept.Add((own, native));
            }
        }

        Report("training", kept, figures => figures.TrainSeconds, "s");
        Report("binning", kept, figures => figures.LoadSeconds, "s");
        Report("prediction", kept, figures => figures.PredictSeconds, "s");
        Report("processor time", kept, figures => figures.CpuSeconds, "s");
        Report("peak memory", kept, figures => figures.PeakMegabytes, "MB");
        Report("auc", kept, figures => figures.Auc, "");
    }

    private static void Report(string what, List<(Figures Own, Figures Native)> pairs, Func<Figures, double> figure, string unit)
    {
        double own = Median.Of(pairs.Select(pair => figure(pair.Own)));
        double native = Median.Of(pairs.Select(pair => figure(pair.Native)));
        double ratio = Median.Of(pairs.Select(pair => figure(pair.Own) / figure(pair.Native)));
        Console.WriteLine($"  {what,-15} ours {own:G5} {unit}, native {native:G5} {unit}, ratio {ratio:F3} (median of {pairs.Count})");
    }
}
