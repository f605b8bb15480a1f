using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The grants that owners gave to this instance, and the current manifests of their datasets. The disk is the operator's:
/// what is read back from it at start is verified like what comes from the network, and by its own words, not by its row's.
/// </summary>
internal sealed class GrantBook
{
    /// <summary>Grants of one owner to one instance. Each is kept in memory and for good in the ledger; an owner that grants four times a day ends here after two months.</summary>
    internal const int MostOfOwner = 256;

    private readonly LedgerDatabase _database;
    private readonly LedgerLog _log;
    private readonly SignedAgreement _agreement;
    private readonly string _instance;
    private readonly Lock _lock = new();
    private readonly Dictionary<GrantId, ChainedGrant> _grants = [];
    private readonly Dictionary<DatasetId, SignedDocument<Manifest>> _manifests = [];
    private readonly Dictionary<PartyId, byte[]> _closed = [];

    internal GrantBook(LedgerDatabase database, LedgerLog log, SignedAgreement agreement, string instance)
    {
        _database = database;
        _log = log;
        _agreement = agreement;
        _instance = instance;
        ReadEach<Grant>("SELECT encoded FROM grants", grant =>
        {
            if (IsForThisInstance(grant))
            {
                _grants.Add(grant.Document.Id, new ChainedGrant(grant, FindEntry(grant)));
            }
        });
        ReadEach<Manifest>("SELECT encoded FROM manifests", manifest =>
        {
            if (CurrentManifest(manifest.Document.Dataset) is not { } current || current.Document.Version < manifest.Document.Version)
            {
                _manifests[manifest.Document.Dataset] = manifest;
            }
        });
    }

    /// <summary>Records a grant once; the same grant again changes nothing.</summary>
    /// <returns>False when another grant of the same id is recorded, its owner has closed its grants, or <see cref="IsFull"/>.</returns>
    internal bool TryRecord(SignedDocument<Grant> grant) => _database.Transact(() =>
    {
        lock (_lock)
        {
            GrantId id = grant.Document.Id;
            if (_closed.ContainsKey(grant.Signer))
            {
                return false;
            }

            if (_grants.TryGetValue(id, out ChainedGrant? known))
            {
                return known.Grant.Digest == grant.Digest;
            }

            if (IsFull(grant.Signer))
            {
                return false;
            }

            byte[] encoded = grant.Encoded.ToArray();
            if (_database.Execute("INSERT OR IGNORE INTO grants VALUES ($1, $2, $3, $4)", id.ToString(), grant.Signer.ToString(), _instance, encoded) != 1)
            {
                return false;
            }

            _grants.Add(id, new ChainedGrant(grant, _log.Append(LedgerEntryKind.Grant, encoded)));
            OnRollback(() => _grants.Remove(id));
            return true;
        }
    });

    /// <summary>Ends an owner's grants to this instance, for good.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="state">States, signed, what was spent of them; called at most once, alone with the ledger.</param>
    /// <returns>The statement; the same one each time.</returns>
    internal byte[] Close(PartyId owner, Func<byte[]> state) => _database.Transact(() =>
    {
        lock (_lock)
        {
            if (_closed.TryGetValue(owner, out byte[]? known))
            {
                return known;
            }

            byte[] statement = state();
            _closed.Add(owner, statement);
            OnRollback(() => _closed.Remove(owner));
            _log.Append(LedgerEntryKind.Closed, statement);
            return statement;
        }
    });

    /// <summary>Whether an owner has ended its grants to this instance.</summary>
    internal bool IsClosed(PartyId owner)
    {
        lock (_lock)
        {
            return _closed.ContainsKey(owner);
        }
    }

    /// <summary>Whether an owner has given this instance as many grants as it takes.</summary>
    internal bool IsFull(PartyId owner)
    {
        lock (_lock)
        {
            return _grants.Values.Count(known => known.Grant.Signer == owner) >= MostOfOwner;
        }
    }

    /// <summary>All grants of an owner to this instance, whatever their age; none once they are closed.</summary>
    internal List<SignedDocument<Grant>> GrantsOf(PartyId owner)
    {
        lock (_lock)
        {
            return [.. _grants.Values.Select(known => known.Grant).Where(grant => grant.Signer == owner && !_closed.ContainsKey(owner) && IsForThisInstance(grant)).OrderBy(grant => grant.Document.Id.ToString(), StringComparer.Ordinal)];
        }
    }

    /// <summary>All grants of an owner to this instance, whatever their age and whether closed or not, with the places of their entries in the log.</summary>
    internal List<RecordedGrant> RecordedOf(PartyId owner)
    {
        lock (_lock)
        {
            return [.. _grants.Values.Where(known => known.Grant.Signer == owner).Select(known => new RecordedGrant(known.Entry, known.Grant.Document)).OrderBy(grant => grant.Entry)];
        }
    }

    /// <summary>Records a manifest once.</summary>
    /// <returns>False when another manifest of the same version is recorded, or a higher version is current.</returns>
    internal bool TryRecord(SignedDocument<Manifest> manifest) => _database.Transact(() =>
    {
        lock (_lock)
        {
            (DatasetId dataset, int version) = (manifest.Document.Dataset, manifest.Document.Version);
            SignedDocument<Manifest>? current = _manifests.GetValueOrDefault(dataset);
            if (current is not null && current.Document.Version >= version)
            {
                return current.Document.Version == version && current.Digest == manifest.Digest;
            }

            byte[] encoded = manifest.Encoded.ToArray();
            _database.Execute("INSERT INTO manifests VALUES ($1, $2, $3)", dataset.ToString(), version, encoded);
            _manifests[dataset] = manifest;
            OnRollback(() => Restore(dataset, current));
            _log.Append(LedgerEntryKind.Manifest, encoded);
            return true;
        }
    });

    /// <summary>The manifest of the highest version, or <see langword="null"/> when there is none.</summary>
    internal SignedDocument<Manifest>? CurrentManifest(DatasetId dataset)
    {
        lock (_lock)
        {
            return _manifests.GetValueOrDefault(dataset);
        }
    }

    /// <summary>Where the log holds a grant that the file's row holds.</summary>
    private long FindEntry(SignedDocument<Grant> grant)
    {
        List<long> places = _database.Query(
            "SELECT sequence - 1 FROM entries WHERE kind = $1 AND body = $2", reader => reader.GetInt64(0), (long)LedgerEntryKind.Grant, grant.Encoded.ToArray());
        return places.Count == 1 ? places[0] : throw new LedgerDamagedException($"grant '{grant.Document.Id}' is in the log {places.Count} times");
    }

    private bool IsForThisInstance(SignedDocument<Grant> grant) => grant.Document.Instance.SigningKey.ToString() == _instance;

    /// <summary>What is taken back is taken back when <see cref="_lock"/> was let go, while others read.</summary>
    private void OnRollback(Action undo) => _database.OnRollback(() =>
    {
        lock (_lock)
        {
            undo();
        }
    });

    private void Restore(DatasetId dataset, SignedDocument<Manifest>? before)
    {
        if (before is null)
        {
            _manifests.Remove(dataset);
        }
        else
        {
            _manifests[dataset] = before;
        }
    }

    private void ReadEach<T>(string sql, Action<SignedDocument<T>> take)
        where T : class, IAgreementDocument =>
        _database.Visit(sql, reader =>
        {
            take(SignedDocument.TryOpen(reader.GetFieldValue<byte[]>(0), _agreement, out SignedDocument<T>? document, out DocumentRefusal? refusal)
                ? document
                : throw new LedgerDamagedException($"a recorded {typeof(T).Name.ToLowerInvariant()} is not what was recorded: {refusal.Reason}"));
            return true;
        });

    /// <param name="Grant">The grant.</param>
    /// <param name="Entry">The place of its entry in the log.</param>
    private sealed record ChainedGrant(SignedDocument<Grant> Grant, long Entry);
}
