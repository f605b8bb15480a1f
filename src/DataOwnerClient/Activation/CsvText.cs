namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>
/// A list as CSV of one column <c>sha256</c>, a line a person in 64 lower-case hexadecimal digits, ascending, lines ended by a line feed: what advertising platforms take as an upload of hashed
/// identifiers.
/// </summary>
internal static class CsvText
{
    internal static void Write(ActivationList list, Stream stream, CancellationToken cancellationToken)
    {
        using StreamWriter text = new(stream, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(ActivationList.Form);
        for (int place = 0; place < list.People.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.WriteLine(list.People[place].ToString());
        }
    }
}
