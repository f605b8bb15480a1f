using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>A room's ledger as its instance signed it just now.</summary>
/// <param name="Head">Its head, from a checkpoint that the appraised instance signed.</param>
/// <param name="Checkpoint">That checkpoint.</param>
/// <param name="Growth">What the room says proves that it grew out of the head asked about; null when it never had so many entries.</param>
internal sealed record SeenLedger(LedgerHead Head, string Checkpoint, IReadOnlyList<Digest256>? Growth);
