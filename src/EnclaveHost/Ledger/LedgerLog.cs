using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The entries of the ledger as the leaves of one Merkle tree. Whatever a transaction of the database adds, this instance signs
/// with one checkpoint, in the same transaction. The tree is read once and then kept in memory.
/// </summary>
internal sealed class LedgerLog
{
    /// <summary>Bytes of the bodies of one page of entries.</summary>
    internal const int PageBytes = 1 << 20;

    private readonly LedgerDatabase _database;
    private readonly Digest256 _agreement;
    private readonly ECDsa _key;
    private readonly RoomClock _clock;
    private readonly MerkleTree _tree = new();
    private (LedgerHead Head, byte[]? Checkpoint) _written;
    private (LedgerHead Head, byte[]? Checkpoint) _durable;

    /// <summary>Reads the log of a file that was verified.</summary>
    /// <param name="database">The file.</param>
    /// <param name="agreement">Whose ledger it is.</param>
    /// <param name="key">The instance's signing key, which stays the caller's.</param>
    /// <param name="clock">What entries are stamped with.</param>
    internal LedgerLog(LedgerDatabase database, Digest256 agreement, ECDsa key, RoomClock clock)
    {
        (_database, _agreement, _key, _clock) = (database, agreement, key, clock);
        foreach (byte[] leaf in database.Query("SELECT leaf FROM entries ORDER BY sequence", reader => reader.GetFieldValue<byte[]>(0)))
        {
            _tree.Append(new Digest256(leaf));
        }

        _durable = _written = (HeadOf(_tree.Size), null);
        database.Committing = SignWhatGrew;
        database.Committed = Publish;
    }

    /// <summary>Everything that is durable.</summary>
    internal LedgerHead Head
    {
        get
        {
            lock (_tree)
            {
                return _durable.Head;
            }
        }
    }

    /// <summary>The newest durable head and this instance's signed checkpoint over it.</summary>
    /// <exception cref="InvalidOperationException">This instance has written nothing yet.</exception>
    internal (LedgerHead Head, byte[] Checkpoint) Signed
    {
        get
        {
            lock (_tree)
            {
                return (_durable.Head, _durable.Checkpoint ?? throw new InvalidOperationException("This instance has written nothing yet."));
            }
        }
    }

    /// <summary>Adds an entry; it is durable when the surrounding transaction is.</summary>
    /// <returns>Its place, from 0.</returns>
    internal long Append(LedgerEntryKind kind, ReadOnlyMemory<byte> body) => Append(kind, body, out _);

    /// <summary>The same, for who remembers the time that the entry states: the clock may have gone on before it is asked again.</summary>
    internal long Append(LedgerEntryKind kind, ReadOnlyMemory<byte> body, out DateTimeOffset at)
    {
        (long index, at) = _database.Transact(() =>
        {
            DateTimeOffset now = _clock.Now;
            return (Append(new LedgerEntry(kind, now.ToUnixTimeSeconds(), body)), now);
        });
        return index;
    }

    /// <summary>Whether the ledger is the one that an owner has seen, or grew out of it.</summary>
    internal bool Contains(LedgerHead seen)
    {
        lock (_tree)
        {
            return seen.Size >= 0 && seen.Size <= _durable.Head.Size && HeadOf(seen.Size) == seen;
        }
    }

    /// <summary>Proves that the ledger grew out of what it was at a smaller size.</summary>
    /// <param name="size">That size.</param>
    /// <param name="head">The head that the proof is good for.</param>
    /// <returns>The proof, or <see langword="null"/> when the ledger never had that many entries.</returns>
    internal IReadOnlyList<Digest256>? ProveGrowthFrom(long size, LedgerHead head)
    {
        lock (_tree)
        {
            return size >= 0 && size <= head.Size ? _tree.ProveConsistency(size, head.Size) : null;
        }
    }

    /// <summary>Reads all entries, oldest first, a page at a time: however long the ledger is, it is never in memory as a whole.</summary>
    /// <param name="database">The file.</param>
    internal static IEnumerable<LedgerEntry> Read(LedgerDatabase database) => ReadRows(database).Select(row => row.Entry);

    /// <summary>The same, with what the file says of each entry's place and leaf.</summary>
    internal static IEnumerable<LedgerRow> ReadRows(LedgerDatabase database)
    {
        List<LedgerRow> page = ReadPage(database, long.MinValue, long.MaxValue);
        while (page.Count > 0)
        {
            foreach (LedgerRow row in page)
            {
                yield return row;
            }

            page = ReadPage(database, page[^1].Sequence, long.MaxValue);
        }
    }

    /// <summary>Reads as many entries as make one page: one at least, where there is one, and no more bodies than <see cref="PageBytes"/> besides.</summary>
    /// <param name="database">The file.</param>
    /// <param name="after">The number, from 1, of the entry before the first.</param>
    /// <param name="count">At most so many.</param>
    internal static List<LedgerRow> ReadPage(LedgerDatabase database, long after, long count)
    {
        List<LedgerRow> page = [];
        long bytes = 0;
        database.Visit(
            "SELECT sequence, kind, at, leaf, length(body), body FROM entries WHERE sequence > $1 ORDER BY sequence LIMIT $2",
            reader =>
            {
                bytes += reader.GetInt64(4);
                if (page.Count > 0 && bytes > PageBytes)
                {
                    return false;
                }

                LedgerEntry entry = new((LedgerEntryKind)reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(5));
                page.Add(new LedgerRow(reader.GetInt64(0), entry, reader.GetFieldValue<byte[]>(3)));
                return true;
            },
            after,
            count);
        return page;
    }

    /// <summary>The signed checkpoints with which instances ended, and the newest.</summary>
    internal static List<ReadOnlyMemory<byte>> ReadCheckpoints(LedgerDatabase database) => database.Query(
        """
        SELECT note FROM checkpoints WHERE size IN (SELECT sequence - 1 FROM entries WHERE kind = $1)
        OR size = (SELECT max(size) FROM checkpoints) ORDER BY size
        """,
        reader => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(reader.GetString(0)),
        (long)LedgerEntryKind.Instance);

    private LedgerHead HeadOf(long size) => new() { Size = size, Hash = _tree.RootAt(size) };

    private long Append(LedgerEntry entry)
    {
        Digest256 leaf = entry.ComputeLeaf();
        long index;
        lock (_tree)
        {
            index = _tree.Size;
            _tree.Append(leaf);
        }

        _database.OnRollback(() =>
        {
            lock (_tree)
            {
                _tree.Truncate(index);
            }
        });
        _database.Execute("INSERT INTO entries VALUES ($1, $2, $3, $4, $5)", index + 1, (long)entry.Kind, entry.At, entry.Body.ToArray(), leaf.ToArray());
        return index;
    }

    /// <summary>One signature for everything that the transaction added, by however many callers.</summary>
    private void SignWhatGrew()
    {
        LedgerHead head;
        lock (_tree)
        {
            if (_tree.Size == _written.Head.Size)
            {
                return;
            }

            head = HeadOf(_tree.Size);
        }

        (LedgerHead, byte[]?) before = _written;
        byte[] checkpoint = Checkpoint.Sign(_agreement, head, _key);
        _database.OnRollback(() => _written = before);
        _written = (head, checkpoint);
        _database.Execute("INSERT INTO checkpoints VALUES ($1, $2)", head.Size, Encoding.UTF8.GetString(checkpoint));
    }

    private void Publish()
    {
        lock (_tree)
        {
            _durable = _written;
        }
    }
}
