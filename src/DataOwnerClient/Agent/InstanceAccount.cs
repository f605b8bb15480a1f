using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>What one requester has with one instance, of one owner's budget.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="NanoRho">What grants that have not expired still leave it, billionths of ρ; 0 or more.</param>
/// <param name="AttoDelta">The same of δ, in 1e-18.</param>
internal sealed record InstanceAccount(PartyId Requester, long NanoRho, long AttoDelta);
