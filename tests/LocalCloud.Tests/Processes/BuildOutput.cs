namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>Where the programs lie that were built together with these tests.</summary>
internal static class BuildOutput
{
    // artifacts/bin/<project>/<configuration>/
    private static readonly DirectoryInfo s_own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string FolderOf(string project) => Path.Combine(s_own.Parent!.Parent!.FullName, project, s_own.Name);

    public static string LocalCloud => Path.Combine(FolderOf("LocalCloud"), "EnclaveCleanRoom.LocalCloud");

    public const string AttesterName = "EnclaveCleanRoom.LocalCloud.Attester";
}
