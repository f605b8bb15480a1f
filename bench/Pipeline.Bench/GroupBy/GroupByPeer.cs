using System.Diagnostics;
using System.Globalization;

namespace EnclaveCleanRoom.Pipeline.Bench.GroupBy;

/// <summary>DuckDB in a process of its own, with both tables in its memory.</summary>
internal sealed class GroupByPeer : IDisposable
{
    private readonly Process _process;

    internal GroupByPeer(string folder, string modules, int threads)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Peer", "groupby.mjs");
        ProcessStartInfo start = new("node", [script, Path.GetFullPath(folder), threads.ToString(CultureInfo.InvariantCulture), Path.GetFullPath(modules)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    /// <summary>Milliseconds of the query.</summary>
    internal double Run()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("DuckDB has ended."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
