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

    /// <summary>The id that an entry about a spend names.</summary>
    /// <exception cref="LedgerDamagedException">It names none.</exception>
    internal static ReservationId ReadId(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return new ReservationId(document.RootElement.GetProperty("id").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new LedgerDamagedException("an entry about a spend names no job");
        }
    }

    internal static byte[] Write(ReservationId id) => JsonSerializer.SerializeToUtf8Bytes(new { id = id.Value });
}
