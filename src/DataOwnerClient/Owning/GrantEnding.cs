using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Ends all grants to one instance and takes back what it did not spend.</summary>
internal static class GrantEnding
{
    /// <summary>Ends them; then looks whether the ledger in which the end stands grew out of the one the owner saw, and keeps its head.</summary>
    /// <returns>The instance's statement, verified and recorded.</returns>
    /// <exception cref="ClientException">The room refused, its statement does not hold, or its ledger was rolled back; in the last case the statement is recorded all the same.</exception>
    internal static async Task<ClosingStatement> EndAsync(GrantRecord record, RoomConnection room, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, "/closings", default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "closing", cancellationToken);
        ClosingStatement statement = record.KeepClosing(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        SeenLedger ledger = await RoomLedger.ReadAsync(room, record.SeenHead, cancellationToken);
        record.RequireGrown(ledger);
        record.KeepHead(ledger.Head);
        return statement;
    }
}
