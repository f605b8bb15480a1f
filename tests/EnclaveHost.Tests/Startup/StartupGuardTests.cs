using EnclaveCleanRoom.EnclaveHost.Startup;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Startup;

public sealed class StartupGuardTests
{
    public static TheoryData<string> Forbidden =>
    [
        "DOTNET_STARTUP_HOOKS", "DOTNET_ADDITIONAL_DEPS", "DOTNET_SHARED_STORE", "DOTNET_DiagnosticPorts", "DOTNET_GCName", "DOTNET_GCPath",
        "DOTNET_AltJit", "DOTNET_AltJitName", "CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER", "CORECLR_PROFILER_PATH", "CORECLR_PROFILER_PATH_64",
        "DOTNET_ENABLE_PROFILING", "DOTNET_PROFILER", "DOTNET_PROFILER_PATH", "COR_ENABLE_PROFILING", "DOTNET_EnableEventPipe",
        "DOTNET_DbgEnableMiniDump", "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "LD_DEBUG", "LD_PROFILE",
        "GCONV_PATH", "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES", "COMPlus_EnableDiagnostics", "COMPlus_AnythingAtAll",
        "dotnet_startup_hooks", "complus_profiler",
    ];

    [Fact]
    public void A_clean_environment_has_no_reason_against_it() => Assert.Empty(StartupGuard.FindReasons(Clean()));

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void The_presence_of_a_forbidden_name_is_a_reason_whatever_its_value(string name)
    {
        foreach (string value in new[] { "", "0", "something" })
        {
            Dictionary<string, string> environment = Clean();
            environment[name] = value;
            Assert.Equal($"the environment sets {name}, which can put foreign code into the process", Assert.Single(StartupGuard.FindReasons(environment)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("00")]
    public void Diagnostics_that_are_not_off_are_a_reason(string? value)
    {
        Dictionary<string, string> environment = new() { ["PATH"] = "/bin" };
        if (value is not null)
        {
            environment["DOTNET_EnableDiagnostics"] = value;
        }

        Assert.Contains("DOTNET_EnableDiagnostics=0", Assert.Single(StartupGuard.FindReasons(environment)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_is_told_at_once()
    {
        Dictionary<string, string> environment = new() { ["LD_PRELOAD"] = "x", ["COMPlus_x"] = "y" };
        Assert.Equal(3, StartupGuard.FindReasons(environment).Count);
    }

    private static Dictionary<string, string> Clean() => new()
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/srv/cleanroom",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["CLEANROOM_DATA"] = "data",
    };
}
