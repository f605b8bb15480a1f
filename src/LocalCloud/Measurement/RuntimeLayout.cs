using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// The folders of a shared .NET installation that a process runs from: the runtime, the other frameworks that its
/// <c>runtimeconfig.json</c> names, and the resolver that started it.
/// </summary>
/// <remarks>
/// A framework that no file is mapped from yet is resolved as the .NET host does: the highest patch of the version that is asked for.
/// So the folders are the same at any moment of a process's life.
/// </remarks>
internal sealed class RuntimeLayout
{
    private const string CoreFramework = "Microsoft.NETCore.App";
    private const string CoreLibrary = "libcoreclr.so";

    private RuntimeLayout(string? root, IReadOnlyList<string> folders)
    {
        Root = root;
        Folders = folders;
    }

    /// <summary>The installation's folder (<c>/usr/share/dotnet</c>), or null when the workload brings its own runtime.</summary>
    public string? Root { get; }

    /// <summary>The digested folders, relative to <see cref="Root"/>.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Finds the runtime of a process.</summary>
    /// <param name="publishDirectory">The process's publish directory.</param>
    /// <param name="executable">The executable's file name.</param>
    /// <param name="mapped">What the process has mapped.</param>
    /// <param name="layout">Where its runtime lies.</param>
    /// <returns>False when there is none, or it lies in no known layout.</returns>
    public static bool TryFind(
        string publishDirectory, string executable, IReadOnlyList<MappedFile> mapped, [NotNullWhen(true)] out RuntimeLayout? layout)
    {
        layout = null;
        string? library = mapped.FirstOrDefault(file => Path.GetFileName(file.Path) == CoreLibrary)?.Path;
        if (library is null)
        {
            return false;
        }

        string folder = Path.GetDirectoryName(library)!;
        if (folder == publishDirectory)
        {
            layout = new RuntimeLayout(root: null, []);
            return true;
        }

        string? framework = Path.GetDirectoryName(folder);
        string? root = Path.GetDirectoryName(Path.GetDirectoryName(framework));
        if (root is null || folder != Path.Combine(root, "shared", CoreFramework, Path.GetFileName(folder)))
        {
            return false;
        }

        List<string> folders = [$"shared/{CoreFramework}/{Path.GetFileName(folder)}"];
        foreach ((string name, Version asked) in OtherFrameworks(Path.Combine(publishDirectory, executable + ".runtimeconfig.json")))
        {
            string parent = $"shared/{name}";
            if ((MappedVersion(root, parent, mapped) ?? HighestPatch(root, parent, asked)) is not string version)
            {
                return false;
            }

            folders.Add($"{parent}/{version}");
        }

        if (MappedVersion(root, "host/fxr", mapped) is string resolver)
        {
            folders.Add($"host/fxr/{resolver}");
        }

        layout = new RuntimeLayout(root, [.. folders.Order(StringComparer.Ordinal)]);
        return true;
    }

    /// <summary>Whether a file lies in one of the digested folders.</summary>
    public bool Covers(string path) =>
        Root is not null && Folders.Any(folder => path.StartsWith($"{Root}/{folder}/", StringComparison.Ordinal));

    private static string? MappedVersion(string root, string parent, IReadOnlyList<MappedFile> mapped)
    {
        string prefix = $"{root}/{parent}/";
        return mapped.FirstOrDefault(file => file.Path.StartsWith(prefix, StringComparison.Ordinal))?.Path[prefix.Length..].Split('/')[0];
    }

    private static string? HighestPatch(string root, string parent, Version asked)
    {
        string folder = Path.Combine(root, parent);
        return !Directory.Exists(folder) ? null : Directory.EnumerateDirectories(folder)
            .Select(path => Version.TryParse(Path.GetFileName(path), out Version? version) ? version : null)
            .Where(version => version is not null && version.Major == asked.Major && version.Minor == asked.Minor)
            .Max()?.ToString();
    }

    // The file lies in the publish directory, which is measured; what it says wrongly, the .NET host would not have started.
    private static List<(string Name, Version Asked)> OtherFrameworks(string runtimeConfig)
    {
        List<(string Name, Version Asked)> frameworks = [];
        if (!File.Exists(runtimeConfig)
            || !Attestation.StrictJson.TryParse(File.ReadAllBytes(runtimeConfig), out JsonElement root)
            || !root.TryGetProperty("runtimeOptions", out JsonElement options)
            || !options.TryGetProperty("frameworks", out JsonElement list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return frameworks;
        }

        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.TryGetProperty("name", out JsonElement name) && name.GetString() is string text && text != CoreFramework
                && item.TryGetProperty("version", out JsonElement version) && Version.TryParse(version.GetString(), out Version? asked))
            {
                frameworks.Add((text, asked));
            }
        }

        return frameworks;
    }
}
