using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.EnclaveHost.Instance;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The chain of entries: each covers all before it and is signed by the instance that wrote it. The hashes are read once and
/// then kept in memory.
/// </summary>
internal sealed class LedgerChain
{
    private const string SignatureContentType = "application/vnd.cleanroom.ledger-entry";

    private readonly LedgerDatabase _database;
    private readonly CoseSigner _signer;
    private readonly RoomClock _clock;
    private readonly List<Digest256> _hashes;

    internal LedgerChain(LedgerDatabase database, CoseSigner signer, RoomClock clock)
    {
        _database = database;
        _signer = signer;
        _clock = clock;
        _hashes = [.. database.Query("SELECT hash FROM entries ORDER BY sequence", reader => new Digest256(reader.GetFieldValue<byte[]>(0)))];
    }

    /// <summary>The newest entry.</summary>
    internal LedgerHead Head
    {
        get
        {
            lock (_hashes)
            {
                return _hashes.Count == 0 ? LedgerHead.Empty : new LedgerHead { Size = _hashes.Count, Hash = _hashes[^1] };
            }
        }
    }

    /// <summary>Adds an entry; it is durable when the surrounding transaction is.</summary>
    internal LedgerHead Append(EntryKind kind, ReadOnlyMemory<byte> body) => _database.Transact(() =>
    {
        LedgerHead head = Head;
        LedgerEntry entry = new(head.Size + 1, kind, _clock.Now.ToUnixTimeSeconds(), body, head.Hash);
        Digest256 hash = entry.ComputeHash();
        byte[] signature = _signer.Sign1(hash.AsSpan(), new CoseHeaderParameters { ContentType = SignatureContentType });
        _database.Execute(
            "INSERT INTO entries VALUES ($1, $2, $3, $4, $5, $6, $7)",
            entry.Sequence, (long)kind, entry.At, body.ToArray(), entry.Previous.ToArray(), hash.ToArray(), signature);
        Remember(hash);
        return new LedgerHead { Size = entry.Sequence, Hash = hash };
    });

    /// <summary>Whether the ledger holds the entry that an owner has seen as its head.</summary>
    internal bool Contains(LedgerHead seen)
    {
        lock (_hashes)
        {
            return seen == LedgerHead.Empty || (seen.Size >= 1 && seen.Size <= _hashes.Count && _hashes[(int)seen.Size - 1] == seen.Hash);
        }
    }

    private void Remember(Digest256 hash)
    {
        lock (_hashes)
        {
            _hashes.Add(hash);
        }

        _database.OnRollback(() =>
        {
            lock (_hashes)
            {
                _hashes.RemoveAt(_hashes.Count - 1);
            }
        });
    }

    /// <summary>Reads the whole chain, oldest first.</summary>
    internal static List<(LedgerEntry Entry, Digest256 Hash, byte[] Signature)> ReadAll(LedgerDatabase database) => database.Query(
        "SELECT sequence, kind, at, body, previous, hash, signature FROM entries ORDER BY sequence",
        Read);

    private static (LedgerEntry Entry, Digest256 Hash, byte[] Signature) Read(SqliteDataReader reader) => (
        new LedgerEntry(
            reader.GetInt64(0),
            (EntryKind)reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetFieldValue<byte[]>(3),
            new Digest256(reader.GetFieldValue<byte[]>(4))),
        new Digest256(reader.GetFieldValue<byte[]>(5)),
        reader.GetFieldValue<byte[]>(6));
}
