using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>The running processes that know a folder: by their command line or the environment they were started with.</summary>
internal static class Survivors
{
    internal static IReadOnlyList<int> Of(string folder)
    {
        // The folder itself or something in it, not another whose name begins alike.
        byte[][] wanted = [Encoding.UTF8.GetBytes(folder + "/"), Encoding.UTF8.GetBytes(folder + "\0")];
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && (Holds(id, "cmdline", wanted) || Holds(id, "environ", wanted)))];
    }

    /// <summary>Waits until there are none, and fails when there still are some after a while.</summary>
    internal static async Task EndWithinAsync(TimeSpan limit, string folder)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        IReadOnlyList<int> left = Of(folder);
        while (left.Count > 0 && System.Diagnostics.Stopwatch.GetElapsedTime(started) < limit)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            left = Of(folder);
        }

        Assert.True(left.Count == 0, $"still running {limit.TotalSeconds} s later: {string.Join("; ", left.Select(Describe))}");
    }

    // A process may end while it is looked at, and one of another user may not be looked at.
    private static bool Holds(int process, string file, byte[][] wanted)
    {
        try
        {
            byte[] found = File.ReadAllBytes($"/proc/{process}/{file}");
            return wanted.Any(bytes => found.AsSpan().IndexOf(bytes) >= 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Describe(int process)
    {
        try
        {
            return $"{process} {File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ')}";
        }
        catch (IOException)
        {
            return $"{process}";
        }
    }
}
