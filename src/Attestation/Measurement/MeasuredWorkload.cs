using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A workload as it was found running, or as its owner expects it to run: both are described by the same rules, so that they give
/// the same document when nothing differs.
/// </summary>
public sealed record MeasuredWorkload
{
    // Stands for the folder of the shared runtime, wherever a machine keeps it.
    private const string RuntimeFolder = "/runtime/";

    /// <summary>The executable's path in the publish folder.</summary>
    public required string Executable { get; init; }

    /// <summary>Every file of the publish folder.</summary>
    public required IReadOnlyList<MeasuredFile> Files { get; init; }

    /// <summary>
    /// The folders of the shared .NET runtime, relative to its root (<c>shared/Microsoft.NETCore.App/10.0.12</c>), each with the
    /// digest that <see cref="DigestOfFolder"/> gives; empty when the workload brings its own runtime.
    /// </summary>
    public required IReadOnlyList<MeasuredFile> Runtime { get; init; }

    /// <summary>The arguments after the program's name.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>All environment variables.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>What may take any value: from <c>measurement.json</c> among the files, or none.</summary>
    public required MeasurementRules Rules { get; init; }

    /// <summary>Mapped code from anywhere else, by absolute path. Nobody expects any: it is there to show.</summary>
    public required IReadOnlyList<MeasuredFile> ForeignCode { get; init; }

    /// <summary>One digest for a whole folder.</summary>
    /// <param name="files">All its files, by relative path, in any order.</param>
    /// <returns>
    /// SHA-256 of the text that <c>sha256sum</c> prints for the files, sorted by path (UTF-16 code units): digest, two spaces, path, line feed.
    /// </returns>
    public static Digest256 DigestOfFolder(IEnumerable<MeasuredFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        StringBuilder lines = new();
        foreach (MeasuredFile file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            lines.Append(file.Digest).Append("  ").Append(file.Path).Append('\n');
        }

        return Digest256.Of(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>Writes the workload's policy document.</summary>
    /// <param name="policy">The document; null when the method returns false.</param>
    /// <returns>False when no document can state it, for example because a variable is set twice.</returns>
    public bool TryDescribe([NotNullWhen(true)] out MeasuredPolicy? policy)
    {
        MeasuredPolicyContent content = new()
        {
            Executable = Executable,
            Arguments = Rules.DescribeArguments(Arguments),
            Environment = Rules.DescribeEnvironment(Environment),
            Files = Files,
            MappedFiles = [.. Runtime.Select(folder => folder with { Path = RuntimeFolder + folder.Path }), .. ForeignCode],
        };
        policy = PolicyRules.Check(content) is null ? MeasuredPolicy.Create(content) : null;
        return policy is not null;
    }
}
