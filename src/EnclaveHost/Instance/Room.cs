using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Telemetry;

namespace EnclaveCleanRoom.EnclaveHost.Instance;

/// <summary>One process, one agreement, one active instance: what all steps share.</summary>
internal sealed class Room
{
    internal required SignedAgreement Agreement { get; init; }

    internal required InstanceKeys Keys { get; init; }

    internal required RoomClock Clock { get; init; }

    internal required LedgerDatabase Database { get; init; }

    internal required LedgerLog Log { get; init; }

    internal required GrantBook Grants { get; init; }

    internal required RotationBook Rotations { get; init; }

    internal required JobBook Jobs { get; init; }

    internal required RequestBook Requests { get; init; }

    internal required SqliteReservationStore Reservations { get; init; }

    internal required BudgetFilter Budgets { get; init; }

    internal required CiphertextStore Ciphertexts { get; init; }

    /// <summary>Where a dataset's ciphertext is found.</summary>
    internal required CiphertextSource Stored { get; init; }

    /// <summary>How much the operator lets the room take.</summary>
    internal required RoomLimits Limits { get; init; }

    /// <summary>What is counted for the operator.</summary>
    internal RoomMetrics Metrics { get; } = new();

    /// <summary>What uploads leave free on the disk.</summary>
    internal required DiskReserve Disk { get; init; }

    /// <summary>Whether the agreement accepts this instance, by its own first attestation. Owners and vaults decide that for themselves.</summary>
    internal required bool IsAccepted { get; init; }

    internal required TrustAnchors Anchors { get; init; }

    /// <summary>What this instance measures as.</summary>
    internal required Digest256 HostData { get; init; }

    /// <summary>The evidence with which this instance began, for what it signs beside results.</summary>
    internal required ReadOnlyMemory<byte> Evidence { get; init; }

    /// <summary>What became of a job's spend, as the log has it; <see langword="null"/> when it never had one.</summary>
    /// <param name="job">The job.</param>
    internal ReservationState? SpendOf(JobId job) => Reservations.Find(new ReservationId(job.ToString()))?.State;

    /// <summary>
    /// What an owner lets a requester spend here in all: what it has spent already, and what is left of the grants that open the job's data; never more
    /// than the agreement's budget. What was spent of grants that ended, or of earlier versions, takes nothing from the others (<see cref="GrantAttribution"/>).
    /// </summary>
    /// <param name="owner">Whose people.</param>
    /// <param name="requester">Whose job.</param>
    /// <param name="grants">The owner's current grants that name the manifests of all its datasets that the job opens.</param>
    internal BudgetAccount AccountOf(PartyId owner, PartyId requester, IEnumerable<SignedDocument<Grant>> grants)
    {
        BudgetAccountId account = new(owner.ToString(), requester.ToString());
        RecordedSpend[] spends = Reservations.SpendsOf(account);
        HashSet<GrantId> paying = [.. grants.Where(grant => Clock.Now < grant.Document.Expires).Select(grant => grant.Document.Id)];
        (Int128 nanoRho, Int128 attoDelta) = (0, 0);
        foreach (RecordedSpend spend in spends)
        {
            nanoRho += spend.NanoRho;
            attoDelta += spend.AttoDelta;
        }

        foreach (GrantRest rest in GrantAttribution.Of(Agreement.Agreement, owner, requester, Grants.RecordedOf(owner), spends).Grants.Where(rest => paying.Contains(rest.Grant.Id)))
        {
            nanoRho += rest.NanoRho;
            attoDelta += rest.AttoDelta;
        }

        BudgetTerms? terms = Agreement.Agreement.Privacy.Budgets.FirstOrDefault(t => t.Owner == owner && t.Requester == requester);
        PrivacyCost limit = new(
            (long)Int128.Min(nanoRho, terms?.NanoRho ?? 0),
            (long)Int128.Min(attoDelta, terms?.AttoDelta ?? 0));
        return new BudgetAccount(account, limit);
    }
}
