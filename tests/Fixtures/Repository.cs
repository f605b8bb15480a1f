namespace EnclaveCleanRoom.Fixtures;

/// <summary>Finds the checkout that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>EnclaveCleanRoom.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>Joins <paramref name="parts"/> below <see cref="Root"/>.</summary>
    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !System.IO.File.Exists(Path.Combine(at.FullName, "EnclaveCleanRoom.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The tests run from a folder that lies in no checkout.");
    }
}
