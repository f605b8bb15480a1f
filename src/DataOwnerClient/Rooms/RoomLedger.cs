using System.Globalization;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>Reads a room's ledger. What it says is believed where the instance that was appraised signed it.</summary>
internal static class RoomLedger
{
    /// <summary>The head.</summary>
    internal static async Task<LedgerHead> ReadHeadAsync(RoomConnection room, CancellationToken cancellationToken) =>
        (await ReadAsync(room, null, cancellationToken)).Head;

    /// <summary>The head, and the proof that it grew out of an earlier one.</summary>
    /// <param name="room">The connection.</param>
    /// <param name="seen">The earlier head, or <see langword="null"/> when there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClientException">The room refused, or what it answered is not signed by the instance.</exception>
    internal static async Task<SeenLedger> ReadAsync(RoomConnection room, LedgerHead? seen, CancellationToken cancellationToken)
    {
        using JsonDocument document = await GetAsync(room, string.Create(CultureInfo.InvariantCulture, $"/ledger?from={seen?.Size ?? 0}"), cancellationToken);
        string note = document.RootElement.GetProperty("checkpoint").GetString()!;
        RuntimeClaims claims = room.Instance.RuntimeClaims;
        if (!Checkpoint.TryOpen(Encoding.UTF8.GetBytes(note), claims.Agreement, claims.SigningKey, out Checkpoint? checkpoint, out CheckpointFailure failure))
        {
            throw new ClientException($"The room's ledger is not signed by its instance: {failure}. Grant nothing.");
        }

        JsonElement growth = document.RootElement.GetProperty("growth");
        return new SeenLedger(
            checkpoint.Head, note, growth.ValueKind == JsonValueKind.Null ? null : [.. growth.EnumerateArray().Select(hash => Digest256.Parse(hash.GetString()!))]);
    }

    /// <summary>A copy of all of it.</summary>
    /// <exception cref="ClientException">The room refused, or gave fewer entries than it signed.</exception>
    internal static async Task<LedgerCopy> CopyAsync(RoomConnection room, CancellationToken cancellationToken)
    {
        SeenLedger seen = await ReadAsync(room, null, cancellationToken);
        List<LedgerCopyEntry> entries = [];
        while (entries.Count < seen.Head.Size)
        {
            using JsonDocument page = await GetAsync(room, string.Create(CultureInfo.InvariantCulture, $"/ledger/entries?from={entries.Count}"), cancellationToken);
            LedgerCopyEntry[] read = page.RootElement.GetProperty("entries").Deserialize<LedgerCopyEntry[]>(LedgerCopy.Json) ?? [];
            if (read.Length == 0)
            {
                throw new ClientException($"The room signed a ledger of {seen.Head.Size} entries and gives only {entries.Count}.");
            }

            entries.AddRange(read.Take((int)(seen.Head.Size - entries.Count)));
        }

        using JsonDocument earlier = await GetAsync(room, "/ledger/checkpoints", cancellationToken);
        string[] notes = [.. earlier.RootElement.GetProperty("checkpoints").EnumerateArray().Select(note => note.GetString()!)];
        return new LedgerCopy { Format = LedgerCopy.CurrentFormat, Agreement = room.Instance.RuntimeClaims.Agreement, Entries = entries, Checkpoints = [.. notes, seen.Checkpoint] };
    }

    private static async Task<JsonDocument> GetAsync(RoomConnection room, string target, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Get, target, default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "ledger", cancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
