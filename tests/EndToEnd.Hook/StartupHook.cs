/// <summary>
/// Foreign code that the runtime runs before a program's own: a startup hook. It leaves a file beside itself, to show that it
/// ran; and where a file <c>hide</c> lies beside it, it takes its own name out of the environment before the program looks there.
/// </summary>
/// <remarks>The runtime finds it by this name, outside of any namespace.</remarks>
internal static class StartupHook
{
    public static void Initialize()
    {
        string folder = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        File.WriteAllText(Path.Combine(folder, "ran"), "");
        if (File.Exists(Path.Combine(folder, "hide")))
        {
            Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        }
    }
}
