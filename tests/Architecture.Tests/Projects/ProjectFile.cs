using System.Xml.Linq;

namespace EnclaveCleanRoom.Architecture.Tests.Projects;

/// <summary>One <c>.csproj</c>, read as what it says and not as what the build makes of it.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        Path = path;
        _document = XDocument.Load(path);
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
    }

    internal static IReadOnlyList<ProjectFile> All { get; } = [.. Find("src", "samples", "tests", "bench")];

    internal static IReadOnlyList<ProjectFile> Product { get; } = [.. All.Where(project => !project.IsUnder("tests") && !project.IsUnder("bench"))];

    internal static IReadOnlyList<ProjectFile> Tests { get; } = [.. All.Where(project => project.IsUnder("tests"))];

    internal string Path { get; }

    internal string Folder => System.IO.Path.GetDirectoryName(Path)!;

    internal string Name { get; }

    /// <summary>The references that link something: what an assembly can then use.</summary>
    internal IReadOnlyList<string> References => [.. ReferenceElements.Where(element => !IsBuildOrderOnly(element)).SelectMany(Names)];

    /// <summary>The references that only make another project build first.</summary>
    internal IReadOnlyList<string> BuildOrderOnly => [.. ReferenceElements.Where(IsBuildOrderOnly).SelectMany(Names)];

    internal IEnumerable<XElement> ReferenceElements => _document.Descendants("ProjectReference");

    internal IEnumerable<XElement> PackageElements => _document.Descendants("PackageReference");

    internal static ProjectFile Named(string name) => All.Single(project => project.Name == name);

    /// <summary>The value that this file itself gives to a property, or empty.</summary>
    internal string Property(string name) => _document.Descendants(name).LastOrDefault()?.Value ?? "";

    internal bool Sets(string name) => _document.Descendants(name).Any();

    internal bool IsUnder(string folder) => Path.StartsWith(Repository.PathTo(folder) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public override string ToString() => Name;

    private static bool IsBuildOrderOnly(XElement element) => (string?)element.Attribute("ReferenceOutputAssembly") == "false";

    private static IEnumerable<string> Names(XElement element) =>
        ((string?)element.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    private static IEnumerable<ProjectFile> Find(params string[] folders) => folders
        .Select(folder => Repository.PathTo(folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(path => new ProjectFile(path));
}
