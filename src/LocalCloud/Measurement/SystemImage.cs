namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// The system libraries of the machine stand for the image of the simulated utility VM. That image is what the launch measurement
/// speaks of; its files are not digested one by one, here as on real hardware.
/// </summary>
internal static class SystemImage
{
    private static readonly string[] s_libraries = ["/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64"];

    private static readonly string[] s_programs = ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/libexec"];

    /// <summary>Whether a library belongs to the image.</summary>
    public static bool HoldsLibrary(string path) => s_libraries.Any(folder => IsBelow(path, folder));

    /// <summary>Whether a folder is the system's own, and so never a publish directory.</summary>
    public static bool IsSystemFolder(string folder) => s_programs.Contains(folder) || s_libraries.Contains(folder) || folder == "/";

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);
}
