using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Releasing;

/// <summary>The files of a publish folder by digest, in the form that <c>sha256sum</c> writes and checks.</summary>
internal static class PublishedFiles
{
    internal const string FileName = "SHA256SUMS";

    /// <summary>Writes the list, sorted by name.</summary>
    /// <param name="folder">The publish folder.</param>
    /// <returns>A line a file, each ending in a line feed; SHA-256 over it stands for the whole folder.</returns>
    internal static byte[] Write(string folder)
    {
        StringBuilder text = new();
        IEnumerable<string> names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'));
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, name));
            text.Append(new Digest256(SHA256.HashData(file))).Append("  ./").Append(name).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
