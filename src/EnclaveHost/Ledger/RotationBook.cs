using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The newest wrapping of each manifest's data keys. What is read back from the disk is verified like what comes from the network: an
/// operator that withholds one, or shows an older one, gets a job denied and nothing else.
/// </summary>
internal sealed class RotationBook
{
    private readonly LedgerDatabase _database;
    private readonly Lock _lock = new();
    private readonly Dictionary<Digest256, SignedDocument<KeyRotation>> _newest = [];

    internal RotationBook(LedgerDatabase database, SignedAgreement agreement)
    {
        _database = database;
        database.Visit("SELECT encoded FROM rotations ORDER BY sequence", reader =>
        {
            if (!SignedDocument.TryOpen(reader.GetFieldValue<byte[]>(0), agreement, out SignedDocument<KeyRotation>? rotation, out DocumentRefusal? refusal))
            {
                throw new LedgerDamagedException($"a recorded rotation is not what was recorded: {refusal.Reason}");
            }

            if (Newest(rotation.Document.Manifest) is not { } known || known.Sequence < rotation.Document.Sequence)
            {
                _newest[rotation.Document.Manifest] = rotation;
            }

            return true;
        });
    }

    /// <summary>Records a rotation once; the same one again changes nothing.</summary>
    /// <returns>False when another one of the same sequence is recorded, or one of a higher.</returns>
    internal bool TryRecord(SignedDocument<KeyRotation> rotation) => _database.Transact(() =>
    {
        lock (_lock)
        {
            KeyRotation document = rotation.Document;
            SignedDocument<KeyRotation>? current = _newest.GetValueOrDefault(document.Manifest);
            if (current is not null && current.Document.Sequence >= document.Sequence)
            {
                return current.Digest == rotation.Digest;
            }

            // Nobody reads a superseded one, and an owner may rotate as often as it likes.
            _database.Execute("DELETE FROM rotations WHERE manifest = $1", document.Manifest.ToArray());
            _database.Execute("INSERT INTO rotations VALUES ($1, $2, $3)", document.Manifest.ToArray(), document.Sequence, rotation.Encoded.ToArray());
            _newest[document.Manifest] = rotation;
            _database.OnRollback(() => Restore(document.Manifest, current));
            return true;
        }
    });

    /// <summary>The newest rotation of a manifest's keys, or <see langword="null"/> when they are wrapped as the file says.</summary>
    internal KeyRotation? Newest(Digest256 manifest)
    {
        lock (_lock)
        {
            return _newest.GetValueOrDefault(manifest)?.Document;
        }
    }

    private void Restore(Digest256 manifest, SignedDocument<KeyRotation>? before)
    {
        if (before is null)
        {
            _newest.Remove(manifest);
        }
        else
        {
            _newest[manifest] = before;
        }
    }
}
