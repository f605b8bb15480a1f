using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The body of a ledger entry about a spend: JSON, exact numbers as text.</summary>
internal static class ReservationRecord
{
    private const string Datasets = "datasets";

    /// <summary>The entry that reserves.</summary>
    /// <param name="reservation">What is reserved.</param>
    /// <param name="opened">The datasets that it is to open; empty only in entries of rooms that did not say.</param>
    internal static byte[] Write(Reservation reservation, IReadOnlyList<GrantedDataset> opened) => JsonSerializer.SerializeToUtf8Bytes(
        new Body(
            reservation.Id.Value,
            reservation.Accounts.Select(account => new Account(account.Owner, account.Requester)),
            reservation.Cost.NanoRho,
            reservation.Cost.AttoDelta,
            reservation.Mechanisms.Select(MechanismRecord.Of),
            opened.Count == 0 ? null : opened),
        JsonSerializerOptions.Web);

    /// <summary>The id that an entry about a spend names.</summary>
    /// <exception cref="LedgerDamagedException">It names none.</exception>
    internal static ReservationId ReadId(ReadOnlyMemory<byte> body) => Read(body, root => new ReservationId(root.GetProperty("id").GetString()!));

    /// <summary>What an entry that reserves says it is to open; empty when it does not say.</summary>
    /// <exception cref="LedgerDamagedException">It cannot be read.</exception>
    internal static IReadOnlyList<GrantedDataset> ReadOpened(ReadOnlyMemory<byte> body) => Read(
        body, root => root.TryGetProperty(Datasets, out JsonElement opened) ? opened.Deserialize<GrantedDataset[]>(JsonSerializerOptions.Web) ?? [] : []);

    internal static byte[] Write(ReservationId id) => JsonSerializer.SerializeToUtf8Bytes(new { id = id.Value });

    private static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new LedgerDamagedException("an entry about a spend names no job, or what it opens cannot be read");
        }
    }

    private sealed record Body(
        string Id,
        IEnumerable<Account> Accounts,
        long NanoRho,
        long AttoDelta,
        IEnumerable<MechanismRecord> Mechanisms,
        [property: JsonPropertyName(Datasets), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<GrantedDataset>? Opened);

    private sealed record Account(string Owner, string Requester);
}
