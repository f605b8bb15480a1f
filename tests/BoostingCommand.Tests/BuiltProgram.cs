using System.Diagnostics;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>A program that was built beside the tests, run as a process of its own.</summary>
internal static class BuiltProgram
{
    /// <summary>Runs it to its end, which must be a good one.</summary>
    /// <param name="project">The project that it was built from.</param>
    /// <param name="assembly">Its file.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="variables">What its environment has besides.</param>
    /// <returns>What it printed.</returns>
    public static string Run(string project, string assembly, string folder, string[] arguments, params (string Name, string Value)[] variables)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        DirectoryInfo own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        ProcessStartInfo start = new(host, [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }
}
