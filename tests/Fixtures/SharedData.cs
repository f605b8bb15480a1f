namespace EnclaveCleanRoom.Fixtures;

/// <summary>
/// Real data and public test vectors that lie beside the checkout. A checkout may be without them: a test that
/// needs one calls <see cref="Require"/> first and is then skipped, visibly.
/// </summary>
public static class SharedData
{
    /// <summary>The reason a skipped test gives; the continuous-integration script counts these.</summary>
    public const string SkipReason = "needs the shared data (set CLEANROOM_SHARED)";

    /// <summary>The folder named by <c>CLEANROOM_SHARED</c>, by default <c>../shared</c> beside the checkout.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("CLEANROOM_SHARED") is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));

    /// <summary>Returns the full path of a shared file, or skips the running test when it is absent.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        string path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(System.IO.File.Exists(path) || Directory.Exists(path), SkipReason);
        return path;
    }
}
