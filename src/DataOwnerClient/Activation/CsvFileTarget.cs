using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>
/// A CSV file of one column <c>sha256</c>, a line a person in 64 lower-case hexadecimal digits, ascending, lines ended by a line feed: what advertising platforms take as an upload of
/// hashed identifiers. It is readable by its owner alone, and not encrypted.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class CsvFileTarget(string path) : IActivationTarget
{
    public string Description => $"{path}, which is not encrypted";

    public Task DeliverAsync(ActivationList list, CancellationToken cancellationToken)
    {
        AtomicFile.Write(path, stream =>
        {
            File.SetUnixFileMode(((FileStream)stream).SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            using StreamWriter text = new(stream, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            text.WriteLine(ActivationList.Form);
            for (int place = 0; place < list.People.Count; place++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                text.WriteLine(list.People[place].ToString());
            }
        });
        return Task.CompletedTask;
    }
}
