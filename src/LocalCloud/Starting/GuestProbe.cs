namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>
/// Tells whether the machine looks like a confidential guest. There the simulated region must not run: real evidence is at hand,
/// and a workload that found simulated services beside it would be one configuration mistake from trusting them.
/// </summary>
internal static class GuestProbe
{
    private static readonly string[] s_devices = ["dev/sev-guest", "dev/sev", "dev/tdx_guest", "dev/tdx-guest"];

    private static readonly string[] s_directories = ["opt/confidential-containers"];

    /// <summary>Looks below <paramref name="root"/> (<c>/</c> outside of tests) and at the platform's environment variable.</summary>
    /// <param name="root">The root of the file system to look at.</param>
    /// <param name="securityContext">The value of <c>UVM_SECURITY_CONTEXT_DIR</c>, or null when it is not set.</param>
    /// <returns>What was found, or null when nothing speaks of a confidential guest.</returns>
    public static string? FindGuestInterface(string root, string? securityContext)
    {
        if (!string.IsNullOrEmpty(securityContext))
        {
            return "UVM_SECURITY_CONTEXT_DIR";
        }

        return s_devices.FirstOrDefault(device => Path.Exists(Path.Combine(root, device))) is string device ? "/" + device
            : s_directories.FirstOrDefault(directory => Directory.Exists(Path.Combine(root, directory))) is string directory ? "/" + directory
            : Directory.EnumerateFileSystemEntries(root).FirstOrDefault(IsSecurityContext);
    }

    private static bool IsSecurityContext(string path) =>
        Path.GetFileName(path).Contains("security-context-", StringComparison.Ordinal);
}
