using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Gives an appraised instance a grant, in the order that keeps the owner's books: judge the ledger, record, send, keep the new head.</summary>
internal static class GrantGiving
{
    /// <summary>Grants.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="owner">Who grants.</param>
    /// <param name="record">The owner's record, which decides whether there is so much left.</param>
    /// <param name="instance">The instance as it was appraised.</param>
    /// <param name="room">The connection to it.</param>
    /// <param name="offer">What is granted.</param>
    /// <param name="cancellationToken">Gives up; a grant that was recorded by then stays given.</param>
    /// <returns>The grant, recorded and received.</returns>
    /// <exception cref="ClientException">It is more than is left, the ledger was rolled back, or the room refused.</exception>
    internal static async Task<Grant> GiveAsync(
        SignedAgreement agreement, PartyKeyFolder owner, GrantRecord record, AttestationResult instance, RoomConnection room, GrantOffer offer, CancellationToken cancellationToken)
    {
        record.Require(offer.Budgets);
        SeenLedger ledger = await RoomLedger.ReadAsync(room, record.SeenHead, cancellationToken);
        if (!offer.StartsNewLedger)
        {
            record.RequireGrown(ledger);
        }

        // The instance, whose code is measured, checks that its ledger contains the head which this owner saw itself.
        LedgerHead named = offer.StartsNewLedger ? ledger.Head : record.SeenHead ?? ledger.Head;
        SignedDocument<Grant> grant = record.Keep(Granting.Grant(agreement, owner, instance, offer.Datasets, offer.Budgets, named, offer.Lifetime));
        try
        {
            await SendAsync(room, grant, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new ClientException(
                $"Grant {grant.Document.Id} counts as given, and may not have arrived: {exception.Message} Send it again: cleanroom grant URL … --resend.", exception);
        }

        SeenLedger after = await RoomLedger.ReadAsync(room, ledger.Head, cancellationToken);
        GrantRecord.RequireGrown(ledger.Head, after);
        record.KeepHead(after.Head, offer.StartsNewLedger);
        return grant.Document;
    }

    /// <summary>Sends a grant that was recorded; the room takes the same one any number of times.</summary>
    internal static async Task SendAsync(RoomConnection room, SignedDocument<Grant> grant, CancellationToken cancellationToken)
    {
        using HttpResponseMessage posted = await room.SendAsync(HttpMethod.Post, "/grants", grant.Encoded, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(posted, $"grant {grant.Document.Id}", cancellationToken);
    }
}
