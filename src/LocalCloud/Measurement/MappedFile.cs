namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>A file of which a process has code mapped into its memory: executable pages, or a library of any kind.</summary>
/// <param name="Path">Its path as the kernel words it, without the note that it is deleted.</param>
/// <param name="IsDeleted">Whether the path leads to it no more, or it never had one (memfd).</param>
/// <param name="Range">The addresses of one of its mappings, as <c>/proc/PID/map_files</c> names them.</param>
internal sealed record MappedFile(string Path, bool IsDeleted, string Range)
{
    private const string Deleted = " (deleted)";

    // The .NET runtime maps the memory for the code that it compiles twice, shared, through an anonymous file of this name.
    // A loader maps libraries privately, so a library hidden under the name does not pass for it.
    private const string CompiledCode = "/memfd:doublemapper";

    /// <summary>Reads <c>/proc/PID/maps</c>.</summary>
    /// <returns>One entry a file, in the order of addresses.</returns>
    /// <remarks>Source: proc(5): address, permissions, offset, device, inode, path.</remarks>
    public static IReadOnlyList<MappedFile> Parse(string maps)
    {
        List<MappedFile> files = [];
        HashSet<string> seen = [];
        foreach (string line in maps.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 6 || !fields[5].StartsWith('/'))
            {
                continue;
            }

            bool isDeleted = fields[5].EndsWith(Deleted, StringComparison.Ordinal);
            string path = isDeleted ? fields[5][..^Deleted.Length] : fields[5];
            bool isCompiledCode = isDeleted && path == CompiledCode && fields[1].EndsWith('s');
            if (!isCompiledCode && (fields[1].Contains('x', StringComparison.Ordinal) || IsLibrary(path)) && seen.Add(fields[5]))
            {
                files.Add(new MappedFile(path, isDeleted, fields[0]));
            }
        }

        return files;
    }

    // Managed assemblies are mapped without the permission to execute: their code is compiled elsewhere.
    private static bool IsLibrary(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".so", StringComparison.Ordinal)
            || name.Contains(".so.", StringComparison.Ordinal);
    }
}
