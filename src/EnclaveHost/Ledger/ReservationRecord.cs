using System.Text.Json;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The body of a ledger entry about a spend: JSON, exact numbers as text.</summary>
internal static class ReservationRecord
{
    internal static byte[] Write(Reservation reservation) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = reservation.Id.Value,
        accounts = reservation.Accounts.Select(account => new { owner = account.Owner, requester = account.Requester }),
        nanoRho = reservation.Cost.NanoRho,
        attoDelta = reservation.Cost.AttoDelta,
        mechanisms = reservation.Mechanisms.Select(Describe),
    });

    internal static byte[] Write(ReservationId id) => JsonSerializer.SerializeToUtf8Bytes(new { id = id.Value });

    internal static object Describe(MechanismReport report) => new
    {
        figure = report.Name,
        mechanism = report.Kind.ToString(),
        norm = report.Norm,
        l0 = report.Sensitivity.L0,
        l1 = report.Sensitivity.L1,
        l2Squared = report.Sensitivity.L2Squared,
        scale = report.Scale.ToString(),
        nanoRho = report.Cost.NanoRho,
        attoDelta = report.Cost.AttoDelta,
    };
}
