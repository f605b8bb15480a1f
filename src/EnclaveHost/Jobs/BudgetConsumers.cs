using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Which jobs consumed an account: whoever reads "exhausted" asks that next.</summary>
internal static class BudgetConsumers
{
    /// <summary>So many are named one by one; the rest is summed up.</summary>
    private const int MaximumNamed = 10;

    /// <summary>The jobs, largest first, each with the terms it asked by and what it cost.</summary>
    internal static string Describe(Room room, BudgetAccountId account)
    {
        Reservation[] charging = [.. room.Reservations.Charging(account)
            .Where(spend => spend.State != ReservationState.Released)
            .OrderByDescending(spend => spend.Cost.NanoRho).ThenBy(spend => spend.Id.Value, StringComparer.Ordinal)];
        string named = string.Join(", ", charging.Take(MaximumNamed).Select(spend => Describe(room, spend)));
        return charging.Length switch
        {
            0 => "no job yet",
            <= MaximumNamed => named,
            _ => string.Create(CultureInfo.InvariantCulture, $"{named}, and {charging.Length - MaximumNamed} more with rho {charging.Skip(MaximumNamed).Sum(spend => spend.Cost.NanoRho)}e-9"),
        };
    }

    private static string Describe(Room room, Reservation spend)
    {
        string terms = JobId.TryParse(spend.Id.Value, out JobId id) && room.Jobs.Find(id) is { } job ? $" ({job.Terms})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{spend.Id.Value}{terms} {spend.Cost.NanoRho}e-9{(spend.State == ReservationState.Lost ? ", lost" : "")}");
    }
}
