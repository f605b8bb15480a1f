using System.Diagnostics;
using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>
/// A program that the demo starts as a process of its own, with an environment of its own, and stops again. It says it is
/// ready by one line of JSON on its standard output.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly List<string> _errors;

    private ChildProcess(Process process, List<string> errors, JsonElement ready)
    {
        _process = process;
        _errors = errors;
        Ready = ready;
    }

    /// <summary>What the program said when it was ready.</summary>
    internal JsonElement Ready { get; }

    /// <summary>What it has written to its standard error so far.</summary>
    internal IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
            {
                return [.. _errors];
            }
        }
    }

    /// <summary>Starts a program and waits until it is ready.</summary>
    /// <param name="executable">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="cancellationToken">Gives up, and stops what was started.</param>
    /// <param name="log">Told every line that the program writes after it is ready, and every line of its standard error.</param>
    /// <exception cref="ClientException">It ended, or was not ready in time; with what it said.</exception>
    internal static async Task<ChildProcess> StartAsync(
        string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken,
        Action<string>? log = null)
    {
        ProcessStartInfo start = new(executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        List<string> errors = [];
        TaskCompletionSource<string?> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = new() { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (!firstLine.TrySetResult(line.Data) && line.Data is not null)
            {
                log?.Invoke(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) => Note(errors, line.Data, log);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            process.Dispose();
            throw new ClientException($"{executable} cannot be started: {exception.Message}", exception);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            string? line = await firstLine.Task.WaitAsync(s_startLimit, cancellationToken);
            if (line is null)
            {
                await process.WaitForExitAsync(cancellationToken);
                throw new ClientException($"{Path.GetFileName(executable)} ended at start: {string.Join(' ', errors)}");
            }

            return new ChildProcess(process, errors, JsonElement.Parse(line));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException or JsonException or ClientException)
        {
            Kill(process);
            process.Dispose();
            throw exception is ClientException or OperationCanceledException
                ? exception
                : new ClientException($"{Path.GetFileName(executable)} did not become ready: {string.Join(' ', errors)}", exception);
        }
    }

    /// <summary>The process.</summary>
    internal int Id => _process.Id;

    /// <summary>Waits until the process has ended by itself.</summary>
    internal Task WaitForEndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A request to end, which both programs follow; what does not in time is killed below.
            TerminationSignal.Send(_process);
            using CancellationTokenSource limit = new(s_stopLimit);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            Kill(_process);
        }

        _process.Dispose();
    }

    private static void Note(List<string> errors, string? line, Action<string>? log)
    {
        if (line is not null)
        {
            log?.Invoke(line);
            lock (errors)
            {
                errors.Add(line);
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself, which is what was wanted.
        }
    }
}
