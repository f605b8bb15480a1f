namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Copies folders of plain files; sockets stay behind.</summary>
internal static class FolderCopy
{
    internal static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".sock", StringComparison.Ordinal)))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
