using System.Diagnostics;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>Runs the real program in a folder of its own, as a person would, its output piped.</summary>
internal sealed class Shell : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cleanroom-shell-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public void WriteFile(string name, string content) => File.WriteAllText(At(name), content);

    /// <summary>Runs <c>cleanroom</c> with arguments split at blanks; a blank inside an argument is written <c>␣</c>.</summary>
    public Outcome Run(string commandLine)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cleanroom.dll"));
        foreach (string argument in commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(argument.Replace('␣', ' '));
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.Result);
    }

    /// <summary>Runs what has to succeed.</summary>
    public string Do(string commandLine)
    {
        Outcome outcome = Run(commandLine);
        Assert.True(outcome.Code == ExitCode.Success, $"{commandLine}: {outcome.Code}\n{outcome.Output}{outcome.Error}");
        Assert.Equal("", outcome.Error);
        return outcome.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal sealed record Outcome(int Code, string Output, string Error);
}
