using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>A CSV file encrypted to its receiver's public key; see <see cref="SealedCsv"/>.</summary>
/// <param name="path">The file.</param>
/// <param name="receiver">Who can open it.</param>
internal sealed class SealedCsvTarget(string path, Party receiver) : IActivationTarget
{
    public string Description => $"{path}, encrypted to {receiver.Name}";

    public Task DeliverAsync(ActivationList list, CancellationToken cancellationToken)
    {
        using MemoryStream csv = new();
        CsvText.Write(list, csv, cancellationToken);
        byte[] sealedFile = SealedCsv.Seal(csv.GetBuffer().AsSpan(0, (int)csv.Length), receiver.EncryptionKey);
        AtomicFile.Write(path, stream => stream.Write(sealedFile));
        return Task.CompletedTask;
    }
}
