using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>
/// What an operator chooses about the container of a room. Everything that would open a way in, such as a shell, other
/// processes, elevation or dumps, is no setting: <see cref="ContainerPolicy"/> writes it as a literal.
/// </summary>
internal sealed record ContainerSettings
{
    internal const string CurrentFormat = "cleanroom-policy/1";

    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required string Format { get; init; }

    /// <summary>The container's name in its group.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments, absolute and whole.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Number of the user, never 0.</summary>
    public required int User { get; init; }

    /// <summary>Number of the group, never 0.</summary>
    public required int Group { get; init; }

    /// <summary><c>NAME=VALUE</c>, without which the container does not start.</summary>
    public required IReadOnlyList<string> RequiredVariables { get; init; }

    /// <summary><c>NAME=VALUE</c> that the image or the guest sets, with this value and no other.</summary>
    public required IReadOnlyList<string> ImageVariables { get; init; }

    /// <summary>Names that the platform injects, with any value.</summary>
    public required IReadOnlyList<string> PlatformVariables { get; init; }

    /// <summary>What is laid in.</summary>
    public required IReadOnlyList<ContainerMount> Mounts { get; init; }

    /// <summary>Whether the operator may read what the program prints, which holds nothing that depends on data.</summary>
    public required bool StandardOutput { get; init; }

    /// <summary>The least security version of the platform's own containers (identity, volumes, network), which its signed fragment brings.</summary>
    public required int InfrastructureSvn { get; init; }

    /// <summary>Reads the settings; every breach at once.</summary>
    /// <exception cref="ClientException">They are malformed, or would allow what a room must not have.</exception>
    internal static ContainerSettings Parse(byte[] json, string path)
    {
        ContainerSettings? settings;
        try
        {
            settings = JsonSerializer.Deserialize<ContainerSettings>(json, s_strict);
        }
        catch (JsonException exception)
        {
            throw ClientException.Usage($"{path} is malformed: {exception.Message}", exception);
        }

        string[] problems = [.. settings?.FindProblems() ?? ["it is empty"]];
        return problems.Length == 0 ? settings! : throw ClientException.Usage($"{path} is not accepted:\n  " + string.Join("\n  ", problems));
    }

    private IEnumerable<string> FindProblems()
    {
        IEnumerable<(bool Holds, string Problem)> rules =
        [
            (Format == CurrentFormat, $"format is '{Format}', not '{CurrentFormat}'"),
            (Name.Length > 0 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "the name is letters, digits and '-'"),
            (Command.Count > 0 && Command[0].StartsWith('/'), "the command begins with an absolute path"),
            (Command.All(GuestPath.IsCanonical), "each part of the command is an absolute path in its one spelling, without '.', '..' and double slashes"),
            (Command.All(IsMeasuredPath), "a part of the command lies in a mount, or where the guest shows other files: what runs must come from the image"),
            (!Command.Any(part => Shells.Contains(Path.GetFileName(part))), "the command starts a shell"),
            (GuestPath.IsCanonical(WorkingDirectory), "the working directory is absolute, in its one spelling"),
            (IsMeasuredPath(WorkingDirectory), "the working directory lies in a mount, or where the guest shows other files"),
            (User > 0 && Group > 0, "user and group are numbers, and not root's"),
            (RequiredVariables.Contains("DOTNET_EnableDiagnostics=0"), "DOTNET_EnableDiagnostics=0 is required, so that no debugger or profiler attaches"),
            (RequiredVariables.Concat(ImageVariables).All(variable => variable.IndexOf('=') > 0), "required and image variables are NAME=VALUE"),
            (SearchedFolders().All(folder => GuestPath.IsCanonical(folder) && IsMeasuredPath(folder)), "PATH names folders of the image, absolute and in their one spelling"),
            (Names().Distinct(StringComparer.Ordinal).Count() == Names().Count(), "a variable stands twice"),
            (PlatformVariables.All(IsName), "a platform variable is a name alone: letters, digits and '_'"),
            (InfrastructureSvn > 0, "infrastructureSvn is 1 or more"),
            (Mounts.All(mount => mount.IsUsual), "a mount has an absolute destination outside the program, and is of kind azureFile, emptyDir or secret"),
            (Mounts.Select(mount => mount.Destination).Distinct(StringComparer.Ordinal).Count() == Mounts.Count, "a mount's destination stands twice"),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => rule.Problem)
            .Concat(FixedNames().Where(name => !FixedVariables.Contains(name))
                .Select(name => $"{name} is none of the variables that may be fixed: {string.Join(", ", FixedVariables.Names)}"))
            .Concat(PlatformVariables.Where(FixedVariables.MayNotVary).Select(name => $"{name} steers the runtime, the loader or the room: it cannot have any value"));
    }

    /// <summary>Whether a path shows what the image holds, which was measured, and not what somebody laid in.</summary>
    private bool IsMeasuredPath(string path) =>
        !Mounts.Any(mount => GuestPath.IsWithin(path, mount.Destination)) && !Shown.Any(folder => GuestPath.IsWithin(path, folder));

    private IEnumerable<string> SearchedFolders() => RequiredVariables.Concat(ImageVariables)
        .Where(variable => variable.StartsWith("PATH=", StringComparison.Ordinal))
        .SelectMany(variable => variable["PATH=".Length..].Split(':'));

    /// <summary>Folders in which the guest shows processes and devices, and through them any file.</summary>
    private static string[] Shown { get; } = ["/proc", "/sys", "/dev"];

    private static HashSet<string> Shells { get; } = ["sh", "bash", "dash", "ash", "zsh", "busybox", "env"];

    private IEnumerable<string> FixedNames() => RequiredVariables.Concat(ImageVariables).Select(variable => variable.Split('=')[0]);

    private IEnumerable<string> Names() => FixedNames().Concat(PlatformVariables);

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
