using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>A CSV file, as <see cref="CsvText"/> has it. It is readable by its owner alone, and not encrypted.</summary>
/// <param name="path">The file.</param>
internal sealed class CsvFileTarget(string path) : IActivationTarget
{
    public string Description => $"{path}, which is not encrypted";

    public Task DeliverAsync(ActivationList list, CancellationToken cancellationToken)
    {
        AtomicFile.Write(path, stream =>
        {
            File.SetUnixFileMode(((FileStream)stream).SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            CsvText.Write(list, stream, cancellationToken);
        });
        return Task.CompletedTask;
    }
}
