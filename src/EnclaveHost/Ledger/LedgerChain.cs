using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.EnclaveHost.Instance;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The chain of entries: each covers all before it and is signed by the instance that wrote it.</summary>
internal sealed class LedgerChain(LedgerDatabase database, CoseSigner signer, RoomClock clock)
{
    private const string SignatureContentType = "application/vnd.cleanroom.ledger-entry";

    /// <summary>The newest entry.</summary>
    internal LedgerHead Head => database.Query(
        "SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1",
        reader => new LedgerHead { Size = reader.GetInt64(0), Hash = new Digest256(reader.GetFieldValue<byte[]>(1)) })
        is [LedgerHead head] ? head : LedgerHead.Empty;

    /// <summary>Adds an entry; it is durable when the surrounding transaction is.</summary>
    internal LedgerHead Append(EntryKind kind, ReadOnlyMemory<byte> body) => database.Transact(() =>
    {
        LedgerHead head = Head;
        LedgerEntry entry = new(head.Size + 1, kind, clock.Now.ToUnixTimeSeconds(), body, head.Hash);
        Digest256 hash = entry.ComputeHash();
        byte[] signature = signer.Sign1(hash.AsSpan(), new CoseHeaderParameters { ContentType = SignatureContentType });
        database.Execute(
            "INSERT INTO entries VALUES ($1, $2, $3, $4, $5, $6, $7)",
            entry.Sequence, (long)kind, entry.At, body.ToArray(), entry.Previous.ToArray(), hash.ToArray(), signature);
        return new LedgerHead { Size = entry.Sequence, Hash = hash };
    });

    /// <summary>Whether the ledger holds the entry that an owner has seen as its head.</summary>
    internal bool Contains(LedgerHead seen) =>
        seen == LedgerHead.Empty
        || database.Query("SELECT hash FROM entries WHERE sequence = $1", reader => reader.GetFieldValue<byte[]>(0), seen.Size)
            is [byte[] hash] && seen.Hash.FixedTimeEquals(hash);

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
