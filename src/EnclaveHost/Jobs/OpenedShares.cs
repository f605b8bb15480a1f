using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// The owners' shares of one job's datasets with dual release, opened before any vault is asked and zeroed when the data keys are
/// unwrapped. A dataset without dual release has none and needs none.
/// </summary>
internal sealed class OpenedShares : IDisposable
{
    private readonly Dictionary<DatasetId, KeyShare> _shares = [];

    private OpenedShares()
    {
    }

    /// <summary>Opens the share of each dataset that needs one.</summary>
    /// <returns>The shares, or why one of them does not open or is another than the file was sealed with.</returns>
    internal static Step<OpenedShares> Open(Room room, AdmittedJob job)
    {
        OpenedShares opened = new();
        foreach (AdmittedDataset dataset in job.Datasets)
        {
            if (dataset.Manifest.Document.Release is DualRelease dual && !opened.TryOpen(room, dataset, dual, job.Shares[dataset.Terms.Id]))
            {
                opened.Dispose();
                return new Denial(
                    DenialCode.ShareRefused, $"share of {dataset.Terms.Id}", "sealed for something else, or not the share of this file",
                    $"the share of {dataset.Terms.Id} version {dataset.Manifest.Document.Version}, sealed to this instance", dataset.Terms.Owner.ToString());
            }
        }

        return opened;
    }

    /// <summary>The share of a dataset; null when its data keys are wrapped under the vault's key alone, as agreement and manifest say.</summary>
    internal KeyShare? Find(DatasetId dataset) => _shares.GetValueOrDefault(dataset);

    public void Dispose()
    {
        foreach (KeyShare share in _shares.Values)
        {
            share.Dispose();
        }

        _shares.Clear();
    }

    private bool TryOpen(Room room, AdmittedDataset dataset, DualRelease release, IReadOnlyList<byte[]> sealedShares)
    {
        byte[] context = DatasetBinding.ShareContext(room.Agreement.Hash, room.Keys.Identity.SigningKey, dataset.Terms.Id, dataset.Manifest.Document.Version);
        foreach (byte[] sealedShare in sealedShares)
        {
            if (!KeyShare.TryOpen(sealedShare, room.Keys.UnwrappingKey, context, out KeyShare? share))
            {
                continue;
            }

            if (share.Digest == release.ShareDigest)
            {
                _shares.Add(dataset.Terms.Id, share);
                return true;
            }

            share.Dispose();
        }

        return false;
    }
}
