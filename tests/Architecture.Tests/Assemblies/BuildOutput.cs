namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>Where the build put each project, found from where these tests run.</summary>
internal static class BuildOutput
{
    private const string Prefix = "EnclaveCleanRoom.";

    private static readonly DirectoryInfo s_own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The configuration that these tests were built in, as the output folder spells it.</summary>
    internal static string Configuration => s_own.Name;

    internal static string FolderOf(string project) => Path.Combine(s_own.Parent!.Parent!.FullName, project, Configuration);

    /// <summary>A project's assembly name, by its own declaration.</summary>
    internal static string AssemblyNameOf(string project) =>
        Projects.ProjectFile.Named(project).Property("AssemblyName") is { Length: > 0 } declared ? declared : Prefix + project;

    internal static CompiledAssembly AssemblyOf(string project) =>
        CompiledAssembly.Read(Path.Combine(FolderOf(project), AssemblyNameOf(project) + ".dll"));

    /// <summary>The project that makes an assembly of that name, or <see langword="null"/> when it is not ours.</summary>
    internal static string? ProjectOf(string assemblyName) =>
        Projects.ProjectFile.Product.FirstOrDefault(project => AssemblyNameOf(project.Name) == assemblyName)?.Name
        ?? (assemblyName.StartsWith(Prefix, StringComparison.Ordinal) ? assemblyName[Prefix.Length..] : null);
}
