using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>What a job is about to open, for the entry that reserves its spend.</summary>
internal sealed class OpenedDatasets(SignedAgreement agreement, JobBook jobs, GrantBook grants)
{
    /// <summary>The datasets of the job's terms, each in the version that is current now.</summary>
    /// <param name="id">The spend of a job that is recorded.</param>
    /// <exception cref="InvalidOperationException">No such job is recorded, or a dataset of it has no manifest: it was never admitted.</exception>
    internal IReadOnlyList<GrantedDataset> Of(ReservationId id)
    {
        string? named = jobs.Find(JobId.Parse(id.Value))?.Terms;
        QueryTerms terms = agreement.Agreement.Queries.FirstOrDefault(terms => terms.Id.ToString() == named)
            ?? throw new InvalidOperationException($"The job '{id.Value}' is not recorded.");
        return [.. terms.Datasets.Select(Current)];
    }

    private GrantedDataset Current(DatasetId dataset)
    {
        SignedDocument<Manifest> manifest = grants.CurrentManifest(dataset) ?? throw new InvalidOperationException($"The dataset '{dataset}' has no manifest.");
        return new GrantedDataset { Dataset = dataset, Version = manifest.Document.Version, Manifest = manifest.Digest };
    }
}
