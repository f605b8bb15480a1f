using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>Checks a copy of a ledger: by itself, against what an owner remembers, and against a result.</summary>
internal static class LedgerCheck
{
    /// <summary>That the ledger holds from the first entry to the last.</summary>
    internal static (VerificationCheck Check, LedgerAudit? Audit) Whole(LedgerCopy copy, SignedAgreement agreement)
    {
        if (copy.Agreement != agreement.Hash)
        {
            return (new VerificationCheck("agreement", agreement.Hash.ToString(), copy.Agreement.ToString(), false), null);
        }

        bool holds = LedgerAudit.TryRun(copy.Leaves, copy.Notes, agreement, out LedgerAudit? audit, out string? problem);
        string found = holds ? $"{audit!.Tree.Size} entries, root {audit.Tree.Root}" : problem!;
        return (new VerificationCheck("entries", "each in the tree that its attested instance signed", found, holds), audit);
    }

    /// <summary>The head of a ledger that was gone through.</summary>
    internal static LedgerHead HeadOf(LedgerAudit audit) => new() { Size = audit.Tree.Size, Hash = audit.Tree.Root };

    /// <summary>That it is the ledger which an owner saw before, or grew out of it: by the proof that a stranger would be given.</summary>
    internal static VerificationCheck GrewOutOf(LedgerHead seen, LedgerAudit audit)
    {
        LedgerHead head = HeadOf(audit);
        bool holds = seen.Size <= head.Size && MerkleProof.IsConsistent(seen, head, audit.Tree.ProveConsistency(seen.Size, head.Size));
        string found = holds ? $"grew from {seen.Size} to {head.Size} entries"
            : seen.Size > head.Size ? $"{head.Size} entries: it was rolled back"
            : $"another root at {seen.Size} entries: it is another ledger";
        return new VerificationCheck("consistency", $"the head you saw, {seen.Size} {seen.Hash}", found, holds);
    }

    /// <summary>That the room runs under every amendment that its owner holds: one that was started on an older agreement would go on with what an amendment ended.</summary>
    internal static VerificationCheck Amendments(LedgerAudit audit, SignedAgreement agreement) => new(
        "amendments",
        $"the {agreement.Amendments.Count} that you hold",
        $"{audit.Amendments} recorded{(audit.Amendments < agreement.Amendments.Count ? ": the room runs under an older agreement; its operator starts it on the newest" : "")}",
        audit.Amendments == agreement.Amendments.Count);

    /// <summary>That an owner's grants are in it word for word, and that it holds no other of theirs.</summary>
    internal static VerificationCheck Grants(PartyId owner, IReadOnlyList<SignedDocument<Grant>> given, LedgerCopy copy, SignedAgreement agreement)
    {
        List<Digest256> recorded = [];
        foreach (LedgerEntry entry in copy.Leaves.Where(entry => entry.Kind == LedgerEntryKind.Grant))
        {
            if (SignedDocument.TryOpen(entry.Body, agreement, out SignedDocument<Grant>? grant, out _) && grant.Signer == owner)
            {
                recorded.Add(grant.Digest);
            }
        }

        Digest256[] yours = [.. given.Select(grant => grant.Digest)];
        int strange = recorded.Except(yours).Count();
        int missing = yours.Except(recorded).Count();
        return new VerificationCheck(
            "grants", "of yours, only those that you remember",
            strange > 0 ? $"{strange} that you do not remember: is your key folder the newest, and yours alone?"
                : $"{recorded.Count} of {yours.Length} that you gave{(missing > 0 ? $" ({missing} went to other ledgers or never arrived)" : "")}",
            strange == 0);
    }

    /// <summary>That the spend of a result is in it: reserved, opened and stored, each proved by itself.</summary>
    internal static VerificationCheck Job(JobId job, LedgerCopy copy, LedgerAudit audit)
    {
        const string Wanted = "reserved, opened and stored, each proved to be in the tree";
        LedgerSpend? spend = LedgerSpend.ReadAll(copy.Leaves).FirstOrDefault(spend => spend.Job == job.ToString());
        if (spend is null)
        {
            return new VerificationCheck($"job {job}", Wanted, "not in this ledger", false);
        }

        IReadOnlyList<LedgerEntry> leaves = copy.Leaves;
        bool isProved = spend.EntryNumbers.All(number => MerkleProof.IsIncluded(
            leaves[(int)number - 1].ComputeLeaf(), number - 1, audit.Tree.Size, audit.Tree.Root, audit.Tree.ProveInclusion(number - 1, audit.Tree.Size)));
        bool isStored = spend.State == LedgerEntryKind.Stored && spend.EntryNumbers.Count == 3;
        return new VerificationCheck($"job {job}", Wanted, $"{spend.State} at entries {string.Join(", ", spend.EntryNumbers)}", isProved && isStored);
    }
}
