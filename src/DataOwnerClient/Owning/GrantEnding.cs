using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Ends all grants to one instance and takes back what it did not spend.</summary>
internal static class GrantEnding
{
    /// <summary>Ends them; then looks whether the ledger in which the end stands grew out of the one the owner saw last, and keeps its head if it did.</summary>
    /// <returns>
    /// The instance's statement, verified and recorded; and whether its ledger is the one the owner saw last. It is another where all parties have agreed to start a new one, and an instance of the old one is closed.
    /// </returns>
    /// <exception cref="ClientException">The room refused, or its statement does not hold.</exception>
    internal static async Task<(ClosingStatement Statement, bool IsLedgerSeen)> EndAsync(GrantRecord record, RoomConnection room, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, "/closings", default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "closing", cancellationToken);
        ClosingStatement statement = record.KeepClosing(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        SeenLedger ledger = await RoomLedger.ReadAsync(room, record.SeenHead, cancellationToken);
        bool isSeen = record.HasGrown(ledger);
        if (isSeen)
        {
            record.KeepHead(ledger.Head);
        }

        return (statement, isSeen);
    }
}
