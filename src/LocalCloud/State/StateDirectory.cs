namespace EnclaveCleanRoom.LocalCloud.State;

/// <summary>
/// The folder that keeps what the region knows between starts: readable by its owner only, files replaced whole or not at all,
/// used by one running program at a time.
/// </summary>
internal sealed class StateDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream holding)
    {
        Path = path;
        _lock = holding;
    }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Opens the folder, making it where it is absent.</summary>
    /// <returns>Null when another running program holds it.</returns>
    public static StateDirectory? TryOpen(string path)
    {
        CreateOwnerOnlyDirectory(path);
        try
        {
            // Held open for the life of the program. The runtime takes an advisory lock, which ends with the process.
            FileStream holding = new(System.IO.Path.Combine(path, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            return new StateDirectory(path, holding);
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, "lock")))
        {
            return null;
        }
    }

    /// <summary>The full path of a file or folder below this one.</summary>
    public string PathTo(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void CreateOwnerOnlyDirectory(string path) => Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Writes a file that only its owner may read; a reader sees the old content or the new, never a part.</summary>
    public static void WriteOwnerOnly(string path, ReadOnlySpan<byte> content)
    {
        string fresh = path + ".new";
        File.Delete(fresh);
        using (FileStream stream = new(fresh, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
