using System.Diagnostics;

namespace EnclaveCleanRoom.Boosting.Bench.Measuring;

/// <summary>One run of a program: how long, how much work, how much memory, and how much else the machine did meanwhile.</summary>
/// <param name="WallSeconds">From start to end.</param>
/// <param name="CpuSeconds">Processor time of the program.</param>
/// <param name="PeakMegabytes">Its largest resident size.</param>
/// <param name="ForeignShare">Processor time of everybody else, as a share of one processor's time.</param>
/// <param name="Lines">What it printed.</param>
internal sealed record ProcessRun(double WallSeconds, double CpuSeconds, double PeakMegabytes, double ForeignShare, IReadOnlyList<string> Lines)
{
    private const int PollMilliseconds = 20;

    public static ProcessRun Of(string program, IReadOnlyList<string> arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        List<string> lines = [];
        void Keep(object sender, DataReceivedEventArgs received)
        {
            if (received.Data is not null)
            {
                lock (lines)
                {
                    lines.Add(received.Data);
                }
            }
        }

        double machine = CpuTimes.Machine();
        double own = CpuTimes.Process(Environment.ProcessId);
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        double cpu = 0;
        double peak = 0;
        while (!process.WaitForExit(PollMilliseconds))
        {
            cpu = Math.Max(cpu, CpuTimes.Process(process.Id));
            peak = Math.Max(peak, CpuTimes.PeakMegabytes(process.Id));
        }

        process.WaitForExit();
        double wall = watch.Elapsed.TotalSeconds;
        double foreign = CpuTimes.Machine() - machine - cpu - (CpuTimes.Process(Environment.ProcessId) - own);
        return process.ExitCode == 0
            ? new ProcessRun(wall, cpu, peak, Math.Max(0, foreign) / wall, lines)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{string.Join('\n', lines)}");
    }
}
