namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>The files of the repository: what a clean clone holds, without what builds and runs leave behind.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> s_left = ["artifacts", ".git", "bin", "obj", "node_modules", "cleanroom-demo", ".vs", ".vscode", ".idea"];

    internal static IReadOnlyList<string> Files { get; } = [.. Walk(Repository.Root).Order(StringComparer.Ordinal)];

    internal static IEnumerable<string> CSharp(string folder) =>
        Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && Relative(path).StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Those that people write and read: vectors and lock files are left out.</summary>
    internal static IEnumerable<string> Written => Files.Where(path =>
        Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".targets" or ".md" or ".json" or ".yml" or ".yaml" or ".sh" or ".sln" or ".svg" or ".html" or ".js" or ".css" or ""
        && Path.GetFileName(path) != "packages.lock.json");

    internal static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !s_left.Contains(Path.GetFileName(inner))).SelectMany(Walk));
}
