using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>
/// The variables that a policy may fix to a value, each by its whole name: what the base image and the guest set. A list of what is dangerous would have to
/// know every way in that the loader, the runtime and its libraries leave open; this one names what is not.
/// </summary>
internal static class FixedVariables
{
    /// <summary>What the base image of .NET and the guest set. None of them names code, or a folder from which code is loaded, but the path, which is looked at.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "APP_UID", "ASPNETCORE_HTTP_PORTS", "ASPNET_VERSION", "DOTNET_EnableDiagnostics", "DOTNET_RUNNING_IN_CONTAINER", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
        "DOTNET_VERSION", "HOME", "HOSTNAME", "LANG", "LC_ALL", "PATH", "TERM",
    ];

    /// <summary>Where the loader and the C library read what to load or whom to ask, beside what is measured by its prefix.</summary>
    private static readonly string[] s_steering =
    [
        "ALL_PROXY", "GCONV_PATH", "HOSTALIASES", "HTTPS_PROXY", "HTTP_PROXY", "LOCALDOMAIN", "LOCPATH", "NLSPATH", "NO_PROXY", "PATH", "RES_OPTIONS",
    ];

    /// <summary>Whether a policy may fix a variable of this name.</summary>
    internal static bool Contains(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a variable of this name must not have any value that comes.</summary>
    internal static bool MayNotVary(string name) =>
        MeasuredEnvironment.IsMeasured(name) || s_steering.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase);
}
