using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// One owner lets one instance, whose evidence its client appraised in full, spend a budget until a given time. The
/// owner's side counts it as spent when given, so neither a rolled-back disk nor a second instance obtains more.
/// </summary>
public sealed record Grant : IAgreementDocument
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-grant/1";

    /// <inheritdoc/>
    public static string ContentType => "application/vnd.cleanroom.grant+json";

    /// <inheritdoc/>
    /// <remarks>Sixteen datasets with the longest names and shares, and sixteen requesters, take 29 KiB.</remarks>
    public static int LargestUnder(Agreement agreement) => 64 << 10;

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <inheritdoc/>
    public required Digest256 Agreement { get; init; }

    /// <summary>The hash of the newest amendment that the owner holds, or that of the agreement: a room that does not hold it runs under an older agreement than its owner.</summary>
    public required Digest256 Amendment { get; init; }

    /// <summary>Unique under the agreement.</summary>
    public required GrantId Id { get; init; }

    /// <summary>Who grants.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>The instance's keys, as its appraised evidence binds them.</summary>
    public required InstanceIdentity Instance { get; init; }

    /// <summary>The host data of that evidence.</summary>
    public required Digest256 HostData { get; init; }

    /// <summary>The owner's datasets that may be opened, each in exactly this version: at least one.</summary>
    public required IReadOnlyList<GrantedDataset> Datasets { get; init; }

    /// <summary>The owner's shares of the datasets with dual release, each once. One that is left out keeps its dataset closed.</summary>
    public required IReadOnlyList<GrantedShare> Shares { get; init; }

    /// <summary>The newest ledger head that the owner has seen; a ledger that does not contain it was rolled back.</summary>
    public required LedgerHead LedgerHead { get; init; }

    /// <summary>How much each requester may spend under this grant.</summary>
    public required IReadOnlyList<GrantedBudget> Budgets { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From this moment nothing is admitted under it.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <inheritdoc/>
    public PartyId? ExpectedSigner(Agreement agreement) => Owner;

    /// <inheritdoc/>
    public string? FindProblem(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (Format != CurrentFormat)
        {
            return $"format is '{Format}', not '{CurrentFormat}'";
        }

        if (Expires <= IssuedAt)
        {
            return "it expires before it is issued";
        }

        if (LedgerHead.Size < 0)
        {
            return "the ledger's size is below 0";
        }

        if (Datasets.Count == 0)
        {
            return "it opens no dataset";
        }

        foreach (GrantedDataset dataset in Datasets)
        {
            if (dataset.Version < 1)
            {
                return $"dataset '{dataset.Dataset}': version is below 1";
            }

            if (agreement.FindDataset(dataset.Dataset)?.Owner != Owner)
            {
                return $"dataset '{dataset.Dataset}' is not the granting party's";
            }
        }

        foreach (GrantedShare share in Shares)
        {
            if (!Datasets.Any(dataset => dataset.Dataset == share.Dataset) || agreement.FindDataset(share.Dataset)?.DualRelease != true)
            {
                return $"a share of '{share.Dataset}', which this grant does not open, or which has no dual release";
            }

            if (share.Sealed.Length is < 256 or > 1024)
            {
                return $"the share of '{share.Dataset}' is sealed in 256 to 1024 bytes";
            }
        }

        foreach (GrantedBudget budget in Budgets)
        {
            BudgetTerms? terms = agreement.Privacy.Budgets.FirstOrDefault(t => t.Owner == Owner && t.Requester == budget.Requester);
            if (terms is null || budget.NanoRho < 0 || budget.AttoDelta < 0
                || budget.NanoRho > terms.NanoRho || budget.AttoDelta > terms.AttoDelta)
            {
                return $"the budget for '{budget.Requester}' is outside the agreement";
            }
        }

        return Datasets.DistinctBy(dataset => dataset.Dataset).Count() != Datasets.Count ? "a dataset is named twice"
            : Shares.DistinctBy(share => share.Dataset).Count() != Shares.Count ? "a share is named twice"
            : Budgets.DistinctBy(budget => budget.Requester).Count() != Budgets.Count ? "a requester is named twice"
            : null;
    }
}
