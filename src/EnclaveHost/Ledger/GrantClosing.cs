using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// Ends an owner's grants and states what was spent of them, so that the rest is the owner's again. The statement and the end are one
/// entry of the ledger: no spend can come after it, and none before it is forgotten. What is still running counts as spent.
/// </summary>
internal static class GrantClosing
{
    /// <summary>Closes.</summary>
    /// <returns>The signed statement; the same one when it was closed before.</returns>
    internal static byte[] Close(Room room, PartyId owner) => room.Grants.Close(owner, () => SignedClosingStatement.Sign(
        new ClosingStatement
        {
            Format = ClosingStatement.CurrentFormat,
            Agreement = room.Agreement.Hash,
            Owner = owner,
            Instance = room.Keys.Identity.SigningKey,
            Spent = [.. room.Agreement.Agreement.Parties.Select(party => SpentBy(room, owner, party.Id)).Where(spent => spent is not { NanoRho: 0, AttoDelta: 0 })],
            ClosedAt = room.Clock.Now,
            Evidence = Base64UrlText.Encode(room.Evidence.Span),
        },
        room.Keys.Signer));

    private static SpentBudget SpentBy(Room room, PartyId owner, PartyId requester)
    {
        PrivacyCost spent = room.Budgets.Spent(new BudgetAccountId(owner.ToString(), requester.ToString()));
        return new SpentBudget { Requester = requester, NanoRho = spent.NanoRho, AttoDelta = spent.AttoDelta };
    }
}
