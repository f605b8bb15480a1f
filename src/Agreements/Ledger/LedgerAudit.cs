using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>
/// Goes through a whole ledger: every instance in it was attested for this agreement at its time, and signed a checkpoint over
/// everything up to where the next one took over. Used by an instance that finds a ledger, and by owners who hold a copy.
/// </summary>
public sealed class LedgerAudit
{
    private LedgerAudit(MerkleTree tree, DateTimeOffset? latest, EcPublicJwk? signer, int amendments) =>
        (Tree, Latest, Signer, Amendments) = (tree, latest, signer, amendments);

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree { get; }

    /// <summary>The time of the newest entry, or <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? Latest { get; }

    /// <summary>The signing key of the last instance, or <see langword="null"/> when there is no entry.</summary>
    public EcPublicJwk? Signer { get; }

    /// <summary>How many amendments of the agreement it records: the first so many.</summary>
    public int Amendments { get; }

    /// <summary>Goes through a ledger from anywhere.</summary>
    /// <param name="entries">Its entries, oldest first; gone through once, and none of them is kept.</param>
    /// <param name="checkpoints">Signed notes, in any order; those that are not needed are not looked at.</param>
    /// <param name="agreement">The agreement whose ledger it must be.</param>
    /// <param name="audit">The ledger, when it holds from the first entry to the last.</param>
    /// <param name="problem">What does not hold, with the number of the entry, from 1.</param>
    public static bool TryRun(
        IEnumerable<LedgerEntry> entries,
        IReadOnlyList<ReadOnlyMemory<byte>> checkpoints,
        SignedAgreement agreement,
        [NotNullWhen(true)] out LedgerAudit? audit,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(checkpoints);
        ArgumentNullException.ThrowIfNull(agreement);
        (audit, problem) = (null, null);
        ILookup<LedgerHead, ReadOnlyMemory<byte>> notes = ByHead(checkpoints);
        MerkleTree tree = new();
        EcPublicJwk? signer = null;
        long latest = 0;
        int amendments = 0;
        foreach (LedgerEntry entry in entries)
        {
            long number = tree.Size + 1;
            if (entry.At < latest)
            {
                problem = $"ledger entry {number}: time runs backwards";
                return false;
            }

            if (entry.Kind == LedgerEntryKind.Instance)
            {
                if (!IsClosed(tree, notes, agreement, signer, out problem) || !TryAppraise(entry, number, agreement, out signer, out problem))
                {
                    return false;
                }
            }
            else if (signer is null)
            {
                problem = $"ledger entry {number}: no instance began it";
                return false;
            }
            else if (entry.Kind == LedgerEntryKind.Amended && (problem = FindUnknown(entry, number, agreement, amendments++)) is not null)
            {
                return false;
            }

            tree.Append(entry.ComputeLeaf());
            latest = entry.At;
        }

        bool holds = IsClosed(tree, notes, agreement, signer, out problem);
        audit = holds ? new LedgerAudit(tree, tree.Size == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(latest), signer, amendments) : null;
        return holds;
    }

    /// <summary>Whether the instance of the newest entries signed everything so far.</summary>
    private static bool IsClosed(
        MerkleTree tree, ILookup<LedgerHead, ReadOnlyMemory<byte>> notes, SignedAgreement agreement, EcPublicJwk? signer, [NotNullWhen(false)] out string? problem)
    {
        LedgerHead head = new() { Size = tree.Size, Hash = tree.Root };
        bool isSigned = signer is null
            || notes[head].Any(note => Checkpoint.TryOpen(note.Span, agreement.Hash, signer, out Checkpoint? opened, out _) && opened.Head == head);
        problem = isSigned ? null : $"ledger entry {tree.Size}: its instance signed no checkpoint over it and all before it as they are";
        return isSigned;
    }

    /// <summary>The amendments of a ledger are those of the agreement, in their order: who holds an older agreement must not go on with it.</summary>
    private static string? FindUnknown(LedgerEntry entry, long number, SignedAgreement agreement, int place)
    {
        if (place >= agreement.Amendments.Count)
        {
            return $"ledger entry {number}: amendment {place + 1} is recorded, and the agreement here was amended {agreement.Amendments.Count} times: take the newest amended agreement";
        }

        bool isKnown = CoseSign.TryDecode(entry.Body, out CoseSign? message, out _) && Digest256.Of(message.Payload.Span) == agreement.Amendments[place].Hash;
        return isKnown ? null : $"ledger entry {number}: it is not amendment {place + 1} of the agreement here";
    }

    private static bool TryAppraise(
        LedgerEntry entry, long number, SignedAgreement agreement, [NotNullWhen(true)] out EcPublicJwk? signer, [NotNullWhen(false)] out string? problem)
    {
        signer = null;
        if (!Evidence.TryParse(entry.Body, out Evidence? evidence, out _))
        {
            problem = $"ledger entry {number}: its evidence is unreadable";
            return false;
        }

        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(entry.At);
        bool isAcceptable = Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(at), agreement.Hash, ExpectedNonce.Any, at, out _, out AppraisalReport report);
        problem = isAcceptable ? null : $"ledger entry {number}: its evidence is not acceptable: {string.Join("; ", report.Refusals)}";
        signer = isAcceptable ? evidence.RuntimeClaims.SigningKey : null;
        return isAcceptable;
    }

    private static ILookup<LedgerHead, ReadOnlyMemory<byte>> ByHead(IReadOnlyList<ReadOnlyMemory<byte>> checkpoints) => checkpoints
        .Select(note => (Note: note, Head: SignedNote.TryParse(note.Span, out SignedNote? signed) && Checkpoint.TryParseText(signed.Text, out Checkpoint? read) ? read.Head : null))
        .Where(read => read.Head is not null)
        .ToLookup(read => read.Head!, read => read.Note);
}
