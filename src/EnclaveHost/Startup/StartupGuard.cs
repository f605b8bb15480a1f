namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>
/// Refuses to start when anything around the process could put foreign code into it or look inside: startup hooks,
/// profilers, diagnostics ports, preloaded libraries. Their presence is measured too; this refusal says so early.
/// </summary>
internal static class StartupGuard
{
    /// <summary>Presence alone is a refusal, whatever the value.</summary>
    private static readonly string[] s_forbidden =
    [
        "DOTNET_STARTUP_HOOKS", "DOTNET_ADDITIONAL_DEPS", "DOTNET_SHARED_STORE", "DOTNET_DiagnosticPorts",
 "DOTNET_GCName", "DOTNET_GCPath", "DOTNET_AltJit", "DOTNET_AltJitName",
        "CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER", "CORECLR_PROFILER_PATH", "CORECLR_PROFILER_PATH_64",
        "DOTNET_ENABLE_PROFILING", "DOTNET_PROFILER", "DOTNET_PROFILER_PATH", "COR_ENABLE_PROFILING",
        "DOTNET_EnableEventPipe", "DOTNET_DbgEnableMiniDump", "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES",
        "LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "LD_DEBUG", "LD_PROFILE", "GCONV_PATH", "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES",
    ];

    /// <summary>Prefixes of the old spelling of the runtime's settings.</summary>
    private const string OldRuntimePrefix = "COMPlus_";

    /// <summary>Prefix of the settings by which the telemetry library could be made to send more than is listed, and elsewhere.</summary>
    private const string TelemetryPrefix = "OTEL_";

    /// <summary>Looks at the environment the process was started with.</summary>
    /// <param name="environment">Names and values.</param>
    /// <returns>One sentence for each reason not to start; empty when there is none.</returns>
    internal static IReadOnlyList<string> FindReasons(IReadOnlyDictionary<string, string> environment)
    {
        List<string> reasons = [];
        foreach (string name in environment.Keys.Order(StringComparer.Ordinal))
        {
            if (s_forbidden.Contains(name, StringComparer.OrdinalIgnoreCase)
                || name.StartsWith(OldRuntimePrefix, StringComparison.OrdinalIgnoreCase))
            {
                reasons.Add($"the environment sets {name}, which can put foreign code into the process");
            }
            else if (name.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase))
            {
                reasons.Add($"the environment sets {name}; the collector is named by CLEANROOM_OTLP, and what it is sent is not for settings to say");
            }
        }

        if (!environment.TryGetValue("DOTNET_EnableDiagnostics", out string? diagnostics) || diagnostics != "0")
        {
            reasons.Add("the environment does not set DOTNET_EnableDiagnostics=0, so that debuggers and profilers could attach");
        }

        return reasons;
    }
}
