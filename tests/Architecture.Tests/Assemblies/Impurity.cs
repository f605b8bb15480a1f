namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>Which members give a pure project away: clock, files, network, environment, processes, ambient randomness.</summary>
internal static class Impurity
{
    private static readonly HashSet<string> s_types =
    [
        "System.Console", "System.Environment", "System.Random", "System.TimeProvider", "System.AppContext",
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.RandomAccess",
        "System.IO.FileSystemWatcher", "System.IO.MemoryMappedFiles.MemoryMappedFile",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Timer", "System.Threading.PeriodicTimer",
    ];

    private static readonly HashSet<string> s_members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.IO.Path.GetTempPath",
        "System.IO.Path.GetTempFileName", "System.IO.Path.GetFullPath", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay",
        "System.Threading.Thread.Sleep", "System.Random.get_Shared",
    ];

    private static readonly string[] s_namespaces = ["System.Net.Sockets.", "System.Net.Http.", "System.Net.NetworkInformation.", "System.IO.Pipes."];

    /// <summary>The compiler writes this one itself, into each iterator; it observes nothing.</summary>
    private const string IteratorThreadId = "System.Environment.get_CurrentManagedThreadId";

    /// <summary>Every use in <paramref name="assembly"/> that a pure project must not contain.</summary>
    internal static IReadOnlyList<string> In(CompiledAssembly assembly) =>
    [
        .. assembly.UsedMembers.Where(member => IsImpure(member) && member.ToString() != IteratorThreadId).Select(member => member.ToString()).Distinct(),
    ];

    private static bool IsImpure(TypeMember member) =>
        s_types.Contains(member.Type)
        || s_members.Contains(member.ToString())
        || s_namespaces.Any(space => member.Type.StartsWith(space, StringComparison.Ordinal));
}
