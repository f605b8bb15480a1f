using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EnclaveCleanRoom.Parquet.Bench.Peer;

/// <summary>DuckDB in a process of its own, which stays up so that both sides are warm.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly Process _process;

    public DuckDb(string modules, int threads)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Peer", "duckdb.mjs");
        ProcessStartInfo start = new("node", [script, Path.GetFullPath(modules), threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    /// <summary>Milliseconds of one statement; those before and after it do not count.</summary>
    public double Run(string timed, string[]? setup = null, string[]? teardown = null)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { setup = setup ?? [], timed, teardown = teardown ?? [] }));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? "error: it has ended";
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new InvalidOperationException($"{timed}: {answer}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
