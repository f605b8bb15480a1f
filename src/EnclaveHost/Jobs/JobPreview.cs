using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// What a job would cost and how sure its answer would be: from its plan, the agreement and the ledger. No key is asked for, nothing is
/// spent, no data is looked at; the error is that of the noise alone.
/// </summary>
internal sealed record JobPreview
{
    /// <summary>What stands against it now; empty when it would be run.</summary>
    internal required IReadOnlyList<DenialReason> Denial { get; init; }

    /// <summary>The earlier job whose result would answer it at no cost; <see langword="null"/> when it is new.</summary>
    internal required JobId? AnsweredBy { get; init; }

    /// <summary>What each account would be charged, were it not answered from the record.</summary>
    internal required PrivacyCost Cost { get; init; }

    /// <summary>The accounts of the owners whose data is touched.</summary>
    internal required IReadOnlyList<AccountPreview> Accounts { get; init; }

    /// <summary>The mechanisms that would run.</summary>
    internal required IReadOnlyList<MechanismPreview> Mechanisms { get; init; }

    /// <summary>Looks ahead.</summary>
    /// <param name="room">The room.</param>
    /// <param name="admitted">The job as it was admitted.</param>
    internal static JobPreview Of(Room room, AdmittedJob admitted)
    {
        PrivacyCost cost = admitted.Plan.Privacy.Cost;
        AccountPreview[] accounts = [.. admitted.Accounts.Select(account => new AccountPreview(account, room.Budgets.Spent(account.Id), cost))];
        return new JobPreview
        {
            Denial = [.. accounts.Where(account => account.Remaining == 0 && admitted.AnsweredBy is null).Select(account => account.Shortfall(room))],
            AnsweredBy = admitted.AnsweredBy,
            Cost = cost,
            Accounts = accounts,
            Mechanisms = [.. admitted.Plan.Privacy.Mechanisms.SelectMany(MechanismPreview.Of)],
        };
    }
}
