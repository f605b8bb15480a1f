namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Which environment variables count, and which of them with their value. SPEC.md lists them for owners.</summary>
internal static class EnvironmentRules
{
    // What these start or replace is code, or decides which code or roots are trusted: hooks, profilers, preloads, providers.
    private static readonly string[] s_steeringPrefixes =
    [
        "DOTNET_", "COMPlus_", "CORECLR_", "LD_", "ASPNETCORE_", "GLIBC_", "GCONV_", "OPENSSL_", "SSL_", "CLR_",
    ];

    // The workload's own settings.
    private const string WorkloadPrefix = "CLEANROOM_";

    // Where the runtime lies is not what it is: its files are digested. The rest is what the platform sets by itself, with
    // values that it chooses; they lead to access tokens, which open nothing without evidence.
    private static readonly string[] s_platformVariables =
    [
        "APP_IDENTITY_ENDPOINT", "AZURE_CLIENT_ID", "DOTNET_ROOT", "DOTNET_ROOT_ARM64", "DOTNET_ROOT_X64", "IDENTITY_ENDPOINT",
        "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT",
    ];

    /// <summary>The variables that may always be set, to any value.</summary>
    public static IReadOnlyList<string> PlatformVariables => s_platformVariables;

    /// <summary>Whether a variable counts with its value wherever it is set: it steers the runtime or is the workload's own.</summary>
    public static bool IsMeasured(string name) => IsNeverFree(name) || name.StartsWith(WorkloadPrefix, StringComparison.Ordinal);

    /// <summary>Whether no rule may let a variable take any value, since it steers the runtime, the loader or the crypto library.</summary>
    public static bool IsNeverFree(string name) =>
        !s_platformVariables.Contains(name, StringComparer.Ordinal)
        && s_steeringPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
