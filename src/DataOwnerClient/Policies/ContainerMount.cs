namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>A volume that is laid into a room's container.</summary>
internal sealed record ContainerMount
{
    /// <summary>The folder of the guest from which the platform lays volumes in.</summary>
    private const string GuestFolder = "tmp/atlas";

    /// <summary>Where, absolute.</summary>
    public required string Destination { get; init; }

    /// <summary><c>azureFile</c>, <c>emptyDir</c> or <c>secret</c>.</summary>
    public required string Kind { get; init; }

    public required bool ReadOnly { get; init; }

    /// <summary>The place in the guest from which the platform lays it in, as a pattern; null for a kind that there is not.</summary>
    internal string? Source => Kind switch
    {
        "azureFile" => SourceOf("azureFileVolume"),
        "emptyDir" => SourceOf("emptydir"),
        "secret" => SourceOf("secretsVolume"),
        _ => null,
    };

    /// <summary>The place of a kind of volume in the guest, as a pattern.</summary>
    internal static string SourceOf(string volume) => $"sandbox:///{GuestFolder}/{volume}/.+";

    /// <summary>Whether it covers nothing that was measured.</summary>
    internal bool IsUsual => Source is not null && GuestPath.IsCanonical(Destination) && !Covered.Any(folder => GuestPath.IsWithin(Destination, folder));

    private static string[] Covered { get; } = ["/app", "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/etc", "/opt", "/root", "/proc", "/sys", "/dev"];
}
