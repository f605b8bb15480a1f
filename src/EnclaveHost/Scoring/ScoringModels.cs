using EnclaveCleanRoom.Agreements;
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
    private readonly Dictionary<PartyId, List<(Digest256 Digest, ScoringModel Model)>> _models = [];

    internal void Add(PartyId party, Digest256 digest, ScoringModel model)
    {
        lock (_lock)
        {
            if (!_models.TryGetValue(party, out List<(Digest256 Digest, ScoringModel Model)>? own))
            {
                _models.Add(party, own = []);
            }

            own.RemoveAll(each => each.Digest == digest);
            own.Add((digest, model));
            if (own.Count > MaximumOfParty)
            {
                own.RemoveAt(0);
            }
        }
    }

    /// <summary>Lets go of a model.</summary>
    /// <returns>False when the party handed in no such model.</returns>
    internal bool Remove(PartyId party, Digest256 digest)
    {
        lock (_lock)
        {
            return _models.TryGetValue(party, out List<(Digest256 Digest, ScoringModel Model)>? own) && own.RemoveAll(each => each.Digest == digest) > 0;
        }
    }

    /// <summary>A model that the party itself handed in; no other party's is found.</summary>
    internal ScoringModel? Find(PartyId party, Digest256 digest)
    {
        lock (_lock)
        {
            return _models.TryGetValue(party, out List<(Digest256 Digest, ScoringModel Model)>? own) ? own.Find(each => each.Digest == digest).Model : null;
        }
    }
}
