namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Code that is not the workload's, in a folder of its own: a library to preload, and a startup hook.</summary>
internal sealed class ForeignCode
{
    private const string HookName = "EnclaveCleanRoom.EndToEnd.Hook.dll";
    private const string HarmlessLibrary = "libSystem.IO.Compression.Native.so";

    private readonly string _folder;

    internal ForeignCode(TestWorld world, bool hides = false)
    {
        _folder = world.NewFolder("foreign");
        string host = world.Programs.EnclaveHostFolder;
        File.Copy(Path.GetFullPath(Path.Combine(host, "..", "..", "EndToEnd.Hook", Path.GetFileName(host), HookName)), Hook);
        File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, HarmlessLibrary), Library);
        if (hides)
        {
            File.WriteAllText(Path.Combine(_folder, "hide"), "");
        }
    }

    /// <summary>The startup hook's assembly.</summary>
    internal string Hook => Path.Combine(_folder, HookName);

    /// <summary>A library that does nothing unless it is called.</summary>
    internal string Library => Path.Combine(_folder, "foreign.so");

    /// <summary>Whether the hook ran in any process.</summary>
    internal bool HookRan => File.Exists(Path.Combine(_folder, "ran"));

    /// <summary>Reads <c>NAME=VALUE</c>, with this folder's files in the places of <c>{hook}</c>, <c>{library}</c>, <c>{folder}</c>.</summary>
    internal (string Name, string Value) Assign(string assignment)
    {
        string[] parts = assignment.Split('=', 2);
        string value = parts[1]
            .Replace("{hook}", Hook, StringComparison.Ordinal)
            .Replace("{library}", Library, StringComparison.Ordinal)
            .Replace("{folder}", _folder, StringComparison.Ordinal);
        return (parts[0], value);
    }
}
