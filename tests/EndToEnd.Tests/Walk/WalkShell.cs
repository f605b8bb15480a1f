using System.Diagnostics;
using System.Globalization;
using System.Text;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>Somebody's shell in a folder of their own, which keeps its variables from one command to the next.</summary>
internal sealed class WalkShell : IAsyncDisposable
{
    private const string Marker = "-- ended with ";

    private readonly StringBuilder _written = new();
    private readonly Process _shell;

    /// <summary>A shell that finds the programs which were built with the tests.</summary>
    internal WalkShell(TestWorld world, string folder)
        : this(folder, ("PATH", $"{ProgramsOf(world)}:{Environment.GetEnvironmentVariable("PATH")}"))
    {
    }

    /// <summary>A shell with these variables beside the tests' own.</summary>
    internal WalkShell(string folder, params IReadOnlyList<(string Name, string Value)> variables)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        ProcessStartInfo start = new("/bin/sh") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        _shell = Process.Start(start)!;
        _shell.StandardInput.WriteLine("exec 2>&1");
    }

    internal string Folder { get; }

    /// <summary>All that was written so far.</summary>
    internal string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    internal string At(string name) => Path.Combine(Folder, name);

    /// <summary>Runs one command.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    internal async Task<(int Code, string Output)> RunAsync(string command)
    {
        // The command must not read what is meant for the shell.
        await _shell.StandardInput.WriteLineAsync($"{command} </dev/null\necho \"{Marker}$?\"");
        await _shell.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        StringBuilder output = new();
        while (await _shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Marker, StringComparison.Ordinal))
            {
                return (int.Parse(line.AsSpan(Marker.Length), CultureInfo.InvariantCulture), output.ToString());
            }

            output.AppendLine(line);
            Note(line);
        }

        throw new InvalidOperationException($"The shell ended at {command}: {output}");
    }

    /// <summary>Runs what has to succeed.</summary>
    internal async Task<string> DoAsync(string command)
    {
        (int code, string output) = await RunAsync(command);
        Assert.True(code == 0, $"{command}: {code}\n{output}");
        return output;
    }

    /// <summary>Runs what has to be refused with this code, for this reason.</summary>
    internal async Task<string> RefusesAsync(string command, int code, string because)
    {
        (int ended, string output) = await RunAsync(command);
        Assert.True(ended == code && output.Contains(because, StringComparison.Ordinal), $"{command}: {ended}, wanted {code} and '{because}'\n{output}");
        return output;
    }

    /// <summary>Starts what stays up, and waits until it says that it is ready; it ends with this shell.</summary>
    internal async Task StartAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync($"exec {command}");
        await _shell.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        StringBuilder output = new();
        while (await _shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            Note(line);
            if (line == "ready")
            {
                _ = FollowAsync();
                return;
            }

            output.AppendLine(line);
        }

        Assert.Fail($"{command} ended:\n{output}");
    }

    /// <summary>What stays up goes on writing.</summary>
    private async Task FollowAsync()
    {
        while (await _shell.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            Note(line);
        }
    }

    private static string ProgramsOf(TestWorld world)
    {
        string host = world.Programs.EnclaveHostFolder;
        return Path.GetFullPath(Path.Combine(host, "..", "..", "DataOwnerClient", Path.GetFileName(host)));
    }

    private void Note(string line)
    {
        lock (_written)
        {
            _written.AppendLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            // What stays up is asked to end, as by Ctrl-C, so that it stops what it has started.
            DataOwnerClient.Demo.TerminationSignal.Send(_shell);
            await _shell.WaitForExitAsync(CancellationToken.None);
        }

        _shell.Dispose();
    }
}
