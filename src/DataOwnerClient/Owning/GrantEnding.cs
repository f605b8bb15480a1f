using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Ends all grants to one instance and takes back what it did not spend.</summary>
internal static class GrantEnding
{
    /// <summary>Ends them.</summary>
    /// <returns>The instance's statement, verified and recorded.</returns>
    /// <exception cref="ClientException">The room refused, or its statement does not hold.</exception>
    internal static async Task<ClosingStatement> EndAsync(GrantRecord record, RoomConnection room, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, "/closings", default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "closing", cancellationToken);
        return record.KeepClosing(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
