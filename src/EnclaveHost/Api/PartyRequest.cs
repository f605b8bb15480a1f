using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>A request whose party is known, with its body.</summary>
/// <param name="Party">Who signed it.</param>
/// <param name="Body">What was signed.</param>
/// <param name="Place">The body's place in memory, given back when the request was answered; <see langword="null"/> when it needs none.</param>
internal sealed record PartyRequest(PartyId Party, byte[] Body, IDisposable? Place) : IDisposable
{
    public void Dispose() => Place?.Dispose();
}
