using System.Text.Json;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The body of a ledger entry about a spend: JSON, exact numbers as text.</summary>
internal static class ReservationRecord
{
    internal static byte[] Write(Reservation reservation) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            id = reservation.Id.Value,
            accounts = reservation.Accounts.Select(account => new { owner = account.Owner, requester = account.Requester }),
            nanoRho = reservation.Cost.NanoRho,
            attoDelta = reservation.Cost.AttoDelta,
            mechanisms = reservation.Mechanisms.Select(MechanismRecord.Of),
        },
        JsonSerializerOptions.Web);

    internal static byte[] Write(ReservationId id) => JsonSerializer.SerializeToUtf8Bytes(new { id = id.Value });
}
