using System.Security.Cryptography;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>Writes a file whole or not at all: into a temporary file beside it, to the disk, then under its name in one step.</summary>
internal static class AtomicFile
{
    /// <summary>Writes <paramref name="path"/>. If <paramref name="write"/> throws, what was there before is still there and nothing else is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="IOException">It is there and is not to be replaced; it is as it was.</exception>
    public static void Write(string path, Action<Stream> write, bool overwrite = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.partial";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
