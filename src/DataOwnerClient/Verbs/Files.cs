namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>Reads files that a command line names.</summary>
internal static class Files
{
    /// <exception cref="ClientException">The file cannot be read; with what to do.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClientException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
