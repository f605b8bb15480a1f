using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Bench.Measuring;

/// <summary>Processor seconds, of the machine and of one process, as Linux counts them.</summary>
internal static class CpuTimes
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that all processors together were busy since the machine's start.</summary>
    public static double Machine()
    {
        double[] ticks = Numbers(File.ReadLines("/proc/stat").First(), skip: 1);

        // user, nice, system, idle, iowait, irq, softirq, steal
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TicksPerSecond;
    }

    /// <summary>Seconds that a process and its threads have used; 0 when it is gone.</summary>
    public static double Process(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            double[] fields = Numbers(stat[(stat.LastIndexOf(')') + 1)..], skip: 1);
            return (fields[10] + fields[11]) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The largest resident size of a process in MB; 0 when it is gone.</summary>
    public static double PeakMegabytes(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : Numbers(line, skip: 1)[0] / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double[] Numbers(string line, int skip) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(skip)
        .Select(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0)];
}
