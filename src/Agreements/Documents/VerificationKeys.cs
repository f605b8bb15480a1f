using System.Collections.Concurrent;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>
/// Keys of an agreement's parties that are ready to verify with. To read one takes longer than to verify a signature with it, because its point is checked to lie on the curve. Usable from several
/// threads: a key is one verification's at a time.
/// </summary>
internal sealed class VerificationKeys
{
    private readonly ConcurrentDictionary<Digest256, ConcurrentBag<CoseVerificationKey>> _idle = [];

    /// <summary>Verifies a message with a party's key.</summary>
    /// <param name="key">The key, of a party of the agreement: nobody else's is kept.</param>
    /// <param name="message">The message.</param>
    internal CoseFailure Verify(EcPublicJwk key, CoseSign1 message)
    {
        ConcurrentBag<CoseVerificationKey> idle = _idle.GetOrAdd(key.Thumbprint, _ => []);
        CoseVerificationKey ready = idle.TryTake(out CoseVerificationKey? kept) ? kept : PartyKeys.VerificationKey(key);
        CoseFailure failure = message.Verify(ready);
        idle.Add(ready);
        return failure;
    }
}
