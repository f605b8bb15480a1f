using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>The head of a room's ledger, as an owner sees it and names it in grants.</summary>
internal static class RoomLedger
{
    internal static async Task<LedgerHead> ReadHeadAsync(RoomConnection room, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Get, "/ledger", default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "ledger", cancellationToken);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new LedgerHead
        {
            Size = document.RootElement.GetProperty("size").GetInt64(),
            Hash = Digest256.Parse(document.RootElement.GetProperty("hash").GetString()!),
        };
    }
}
