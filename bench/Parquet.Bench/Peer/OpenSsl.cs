using System.Diagnostics;
using System.Globalization;

namespace EnclaveCleanRoom.Parquet.Bench.Peer;

/// <summary>The openssl program's own measurement of AES-256-GCM.</summary>
internal sealed class OpenSsl(string program)
{
    /// <summary>GB/s that so many processes decrypt together, in pieces of so many bytes.</summary>
    public double DecryptionSpeed(int pieceBytes, int processes)
    {
        string[] arguments = ["speed", "-elapsed", "-seconds", "1", "-decrypt", "-multi", $"{processes}", "-bytes", $"{pieceBytes}", "-evp", "aes-256-gcm"];
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        string last = lines.LastOrDefault()?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd('k') ?? errors.Result;
        return double.Parse(last, CultureInfo.InvariantCulture) * 1000 / 1e9;
    }
}
