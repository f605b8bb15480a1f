namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Copies folders of plain files; what belongs to a running process, its socket and its lock, stays behind.</summary>
internal static class FolderCopy
{
    internal static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => !IsOfProcess(path)))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    private static bool IsOfProcess(string path) => Path.GetExtension(path) == ".sock" || Path.GetFileName(path) == "lock";
}
