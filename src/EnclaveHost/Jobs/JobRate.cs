using System.Globalization;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>How many jobs of a requester may spend of an owner's budget within 24 hours. Counted over all instances, from the ledger.</summary>
internal static class JobRate
{
    private static readonly TimeSpan s_window = TimeSpan.FromHours(24);

    /// <summary>Whether one more job is within the owner's limit.</summary>
    /// <returns>The reason against it; nothing when it is.</returns>
    internal static IEnumerable<DenialReason> Check(Room room, BudgetAccountId account)
    {
        // Who has no budget at all is denied for that, and not for asking too often.
        int limit = room.Agreement.Agreement.Privacy.Budgets
            .FirstOrDefault(budget => budget.Owner.ToString() == account.Owner && budget.Requester.ToString() == account.Requester)?.MaximumJobsPerDay ?? int.MaxValue;
        DateTimeOffset[] spends = room.Reservations.TimesOf(account, room.Clock.Now - s_window);
        if (spends.Length < limit)
        {
            yield break;
        }

        // The one whose leaving the window lets the next job in.
        string next = (spends[^limit] + s_window).ToString("u", CultureInfo.InvariantCulture);
        yield return new DenialReason
        {
            Code = DenialCode.RateExceeded,
            Claim = $"jobs of {account.Requester} with the people of {account.Owner} in 24 hours",
            Found = string.Create(CultureInfo.InvariantCulture, $"{spends.Length}; the next may run {next}"),
            Wanted = string.Create(CultureInfo.InvariantCulture, $"fewer than {limit}"),
            AskedBy = account.Owner,
        };
    }
}
