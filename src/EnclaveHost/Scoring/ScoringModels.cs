using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>
/// The models that parties have handed in, each under the party that did and the digest of the signed result it came in. In memory alone: after a restart a party hands its result in again.
/// </summary>
internal sealed class ScoringModels
{
    /// <summary>Models of one party at a time; one more lets go of the oldest.</summary>
    internal const int MaximumOfParty = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<PartyId, List<HandedIn>> _models = [];

    /// <summary>Keeps a model, as the party's newest. One that is handed in again, by another program of the party perhaps, keeps its key.</summary>
    /// <returns>The key by which its party may authenticate what it has scored with it, as it is given out.</returns>
    internal string Add(PartyId party, Digest256 digest, ScoringModel model)
    {
        lock (_lock)
        {
            if (!_models.TryGetValue(party, out List<HandedIn>? own))
            {
                _models.Add(party, own = []);
            }

            RequestKey key = own.Find(each => each.Digest == digest)?.Key ?? RequestKey.Generate();
            own.RemoveAll(each => each.Digest == digest);
            own.Add(new HandedIn(digest, model, key));
            if (own.Count > MaximumOfParty)
            {
                Forget(own, own[0].Digest);
            }

            return key.Write();
        }
    }

    /// <summary>Lets go of a model.</summary>
    /// <returns>False when the party handed in no such model. Its key ends with it.</returns>
    internal bool Remove(PartyId party, Digest256 digest)
    {
        lock (_lock)
        {
            return _models.TryGetValue(party, out List<HandedIn>? own) && Forget(own, digest);
        }
    }

    /// <summary>A model that the party itself handed in; no other party's is found.</summary>
    internal ScoringModel? Find(PartyId party, Digest256 digest) => FindHandedIn(party, digest)?.Model;

    /// <summary>The key that a party was given with a model.</summary>
    internal RequestKey? FindKey(PartyId party, Digest256 digest) => FindHandedIn(party, digest)?.Key;

    private HandedIn? FindHandedIn(PartyId party, Digest256 digest)
    {
        lock (_lock)
        {
            return _models.TryGetValue(party, out List<HandedIn>? own) ? own.Find(each => each.Digest == digest) : null;
        }
    }

    private static bool Forget(List<HandedIn> own, Digest256 digest)
    {
        own.Find(each => each.Digest == digest)?.Key.Dispose();
        return own.RemoveAll(each => each.Digest == digest) > 0;
    }

    private sealed record HandedIn(Digest256 Digest, ScoringModel Model, RequestKey Key);
}
