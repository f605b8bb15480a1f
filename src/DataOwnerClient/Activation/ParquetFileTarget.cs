using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>A Parquet file of one text column <c>sha256</c>, encrypted under a key that its receiver has (Modular Encryption) and bound to the job that made the list.</summary>
/// <param name="path">The file.</param>
/// <param name="key">The receiver's key; stays the caller's.</param>
/// <param name="keyId">What the file calls the key.</param>
internal sealed class ParquetFileTarget(string path, SecretKey key, string keyId) : IActivationTarget
{
    public string Description => $"{path}, encrypted under '{keyId}'";

    public Task DeliverAsync(ActivationList list, CancellationToken cancellationToken)
    {
        StringColumnBuilder hashes = new(new Field(ActivationList.Form, ColumnType.String));
        for (int place = 0; place < list.People.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hashes.Append(list.People[place].ToString());
        }

        ParquetWriterOptions options = new()
        {
            Encryption = new FileEncryption
            {
                FooterKey = key,
                FooterKeyMetadata = Encoding.UTF8.GetBytes(keyId),
                AadPrefix = Encoding.UTF8.GetBytes($"cleanroom-activation/{list.Job}"),
            },
        };
        using Table table = new(hashes.Build());
        AtomicFile.Write(path, stream =>
        {
            using ParquetWriter writer = new(stream, table.Schema, options);
            writer.Write(table);
            writer.Finish();
        });
        return Task.CompletedTask;
    }
}
