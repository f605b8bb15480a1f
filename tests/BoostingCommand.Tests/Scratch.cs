namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>A folder of a test's own, in which the program is run.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("boosting-").FullName;

    /// <summary>What the program wrote last.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it was refused for last.</summary>
    public string Errors { get; private set; } = "";

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public string[] Lines(string name) => File.ReadAllLines(PathOf(name));

    /// <summary>Runs the program; <c>@</c> stands for the folder.</summary>
    public int Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run([.. arguments.Select(argument => argument.Replace("@", Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))], output, errors);
        Output = output.ToString();
        Errors = errors.ToString();
        return code;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
