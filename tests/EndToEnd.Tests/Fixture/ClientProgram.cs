using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>The command line as a process of its own, with its output piped.</summary>
internal sealed class ClientProgram : IDisposable
{
    internal const int Interrupt = 2;
    internal const int KillNow = 9;
    internal const int Terminate = 15;
    internal const int Continue = 18;
    internal const int Stop = 19;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(300);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private ClientProgram(Process process) => _process = process;

    internal string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Concat(_lines.Select(line => line + "\n"));
            }
        }
    }

    internal string Errors
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    internal static ClientProgram Start(TestWorld world, params IEnumerable<string> arguments)
    {
        string host = world.Programs.EnclaveHostFolder;
        string path = Path.GetFullPath(Path.Combine(host, "..", "..", "DataOwnerClient", Path.GetFileName(host), "cleanroom"));
        Process process = new()
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,

                // Where nothing lies that it would find by itself.
                WorkingDirectory = world.NewFolder("elsewhere"),
            },
        };
        ClientProgram program = new(process);
        process.OutputDataReceived += (_, line) => program.Note(line.Data, program._lines);
        process.ErrorDataReceived += (_, line) => program.Note(line.Data, program._errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until it has printed a line that holds a text.</summary>
    internal async Task WaitForLineAsync(string text)
    {
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        Task ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task first = await Task.WhenAny(seen.Task, ended).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.True(first == seen.Task || seen.Task.IsCompleted, $"it ended before it printed '{text}':\n{Output}\n{Errors}");
    }

    internal void Send(int signal) => Send(_process.Id, signal);

    internal static void Send(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    internal async Task<int> WaitForEndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Note(string? line, List<string> lines)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            lines.Add(line);
            foreach ((_, TaskCompletionSource seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
