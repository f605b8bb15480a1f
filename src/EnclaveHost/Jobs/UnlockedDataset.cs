using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An encrypted file whose footer is the manifest's, with the keys of the columns that will be read.</summary>
internal sealed class UnlockedDataset(AdmittedDataset dataset, CiphertextFile ciphertext, ParquetFile file, DatasetKeys keys) : IDisposable
{
    internal AdmittedDataset Dataset => dataset;

    internal ParquetFile File => file;

    public void Dispose()
    {
        keys.Dispose();
        ciphertext.Dispose();
    }
}
