using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>A request whose party is known, with its body.</summary>
internal sealed record PartyRequest(PartyId Party, byte[] Body);
