using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

/// <summary>
/// What the platform lays into a confidential container: the utility VM's endorsement, the policy that it enforces, and the
/// certificates that were current when the group started. Three files of base64, or three variables on older platforms.
/// </summary>
/// <remarks>Source: confidential container groups, security context directory.</remarks>
internal sealed record SecurityContext
{
    private const string FolderVariable = "UVM_SECURITY_CONTEXT_DIR";
    private const string FolderMark = "security-context-";

    /// <summary>The COSE_Sign1 that endorses the launch measurement.</summary>
    internal required byte[] UvmEndorsement { get; init; }

    /// <summary>SHA-256 of the policy's text: what the report's host data must be. <see langword="null"/> when the platform did not lay the policy in.</summary>
    internal required Digest256? Policy { get; init; }

    /// <summary>The certificates, perhaps of an older firmware; <see langword="null"/> when there are none that can be read.</summary>
    internal required HostCertificates? Certificates { get; init; }

    /// <summary>Finds and reads the security context.</summary>
    /// <param name="environment">Names and values.</param>
    /// <param name="root">The file system's root.</param>
    /// <exception cref="EvidenceUnavailableException">There is none, or it lacks the endorsement.</exception>
    internal static SecurityContext Read(IReadOnlyDictionary<string, string> environment, string root)
    {
        Func<string, string, byte[]?> part = FindFolder(environment, root) is { } folder
            ? (file, _) => Decode(file, ReadFile(System.IO.Path.Combine(folder, file)))
            : (_, variable) => Decode(variable, environment.GetValueOrDefault(variable));
        byte[] endorsement = part("reference-info-base64", "UVM_REFERENCE_INFO")
            ?? throw new EvidenceUnavailableException(
                $"the platform laid in no endorsement of the utility VM: neither {FolderVariable}, nor a folder {FolderMark}… at the root, nor UVM_REFERENCE_INFO has one");
        byte[]? policy = part("security-policy-base64", "UVM_SECURITY_POLICY");
        byte[]? certificates = part("host-amd-cert-base64", "UVM_HOST_AMD_CERTIFICATE");
        return new SecurityContext
        {
            UvmEndorsement = endorsement,
            Policy = policy is null ? null : Digest256.Of(policy),
            Certificates = certificates is not null && HostCertificates.TryParse(certificates, out HostCertificates? parsed) ? parsed : null,
        };
    }

    private static string? FindFolder(IReadOnlyDictionary<string, string> environment, string root)
    {
        if (environment.TryGetValue(FolderVariable, out string? named) && named.Length > 0)
        {
            return named;
        }

        return Directory.EnumerateDirectories(root)
            .Where(path => System.IO.Path.GetFileName(path).Contains(FolderMark, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.ASCII);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceUnavailableException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static byte[]? Decode(string name, string? base64)
    {
        string text = (base64 ?? "").Trim();
        if (text.Length == 0)
        {
            return null;
        }

        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int written)
            ? bytes[..written]
            : throw new EvidenceUnavailableException($"{name} of the security context is not base64");
    }
}
