namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>
/// The environment that the demo's processes start with: a few names that every program needs, and what is asked for. The
/// caller's own settings of the runtime stay out, because they are measured.
/// </summary>
internal static class CleanEnvironment
{
    private static readonly string[] s_passed = ["PATH", "HOME", "TMPDIR", "USER", "DOTNET_ROOT", "DOTNET_ROOT_X64"];

    internal static Dictionary<string, string> Create(IReadOnlyDictionary<string, string> settings)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (string name in s_passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        foreach ((string name, string value) in settings)
        {
            environment[name] = value;
        }

        return environment;
    }
}
