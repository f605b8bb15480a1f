using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Which jobs consumed an account: whoever reads "exhausted" asks that next.</summary>
internal static class BudgetConsumers
{
    /// <summary>So many are named one by one; the rest is summed up.</summary>
    internal const int MaximumNamed = 10;

    /// <summary>The jobs, those that took most of what is exhausted first, each with the terms it asked by and what it cost.</summary>
    /// <param name="room">The room.</param>
    /// <param name="account">The account.</param>
    /// <param name="byDelta">Whether δ is what is exhausted, and ρ is not.</param>
    internal static string Describe(Room room, BudgetAccountId account, bool byDelta)
    {
        Reservation[] charging = [.. room.Reservations.Charging(account)
            .Where(spend => spend.State != ReservationState.Released)
            .OrderByDescending(spend => byDelta ? spend.Cost.AttoDelta : spend.Cost.NanoRho)
            .ThenByDescending(spend => byDelta ? spend.Cost.NanoRho : spend.Cost.AttoDelta)
            .ThenBy(spend => spend.Id.Value, StringComparer.Ordinal)];
        string named = string.Join(", ", charging.Take(MaximumNamed).Select(spend => Describe(room, spend)));
        Reservation[] rest = [.. charging.Skip(MaximumNamed)];
        return charging.Length == 0 ? "no job yet"
            : rest.Length == 0 ? named
            : $"{named}, and {rest.Length} more with {Write(rest.Sum(spend => spend.Cost.NanoRho), rest.Sum(spend => spend.Cost.AttoDelta))}";
    }

    private static string Describe(Room room, Reservation spend)
    {
        string terms = JobId.TryParse(spend.Id.Value, out JobId id) && room.Jobs.Find(id) is { } job ? $" ({job.Terms})" : "";
        return $"{spend.Id.Value}{terms} {Write(spend.Cost.NanoRho, spend.Cost.AttoDelta)}{(spend.State == ReservationState.Lost ? " lost" : "")}";
    }

    private static string Write(long nanoRho, long attoDelta) => string.Create(CultureInfo.InvariantCulture, $"rho {nanoRho}e-9 delta {attoDelta}e-18");
}
