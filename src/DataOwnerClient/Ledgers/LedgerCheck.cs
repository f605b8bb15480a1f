using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>Checks a copy of a ledger: by itself, against what an owner remembers, and against a result.</summary>
internal static class LedgerCheck
{
    private const string Paid = "reserved, opened and stored, each proved to be in the tree";

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

    /// <summary>
    /// That a job's result is in it: its own spend, reserved, opened and stored; or the answer with an earlier job's result, since when that one answers its question, and
    /// the earlier job's spend. Each entry is proved by itself.
    /// </summary>
    /// <exception cref="ClientException">An entry about a spend or an answer cannot be read.</exception>
    internal static VerificationCheck Job(JobId job, LedgerCopy copy, LedgerAudit audit)
    {
        IReadOnlyList<LedgerEntry> leaves = copy.Leaves;
        LedgerSpend? spend = LedgerSpend.ReadAll(leaves).FirstOrDefault(spend => spend.Job == job.ToString());
        LedgerAnswer? answer = LedgerAnswer.Find(leaves, job);
        return (spend, answer) switch
        {
            (null, null) => new VerificationCheck($"job {job}", Paid, "not in this ledger", false),
            (not null, not null) => new VerificationCheck($"job {job}", Paid, "both paid for and answered with another's result", false),
            (not null, null) => Spent(job, spend, leaves, audit),
            (null, not null) => Answered(job, answer, leaves, audit),
        };
    }

    private static VerificationCheck Spent(JobId job, LedgerSpend spend, IReadOnlyList<LedgerEntry> leaves, LedgerAudit audit)
    {
        bool isStored = spend.State == LedgerEntryKind.Stored && spend.EntryNumbers.Count == 3;
        return new VerificationCheck(
            $"job {job}", Paid, $"{spend.State} at entries {string.Join(", ", spend.EntryNumbers)}", isStored && AreProved(spend.EntryNumbers, leaves, audit));
    }

    private static VerificationCheck Answered(JobId job, LedgerAnswer answer, IReadOnlyList<LedgerEntry> leaves, LedgerAudit audit)
    {
        LedgerSpend? spend = LedgerSpend.ReadAll(leaves).FirstOrDefault(spend => spend.Job == answer.By.ToString());
        VerificationCheck earlier = spend is null
            ? new VerificationCheck($"job {answer.By}", Paid, "not in this ledger", false)
            : Spent(answer.By, spend, leaves, audit);
        return new VerificationCheck(
            $"job {job}",
            $"answered with the result of a job that was {Paid}",
            $"answered at entry {answer.Answered}, at no cost, with the result of {answer.By}, which is {earlier.Found} and answers its question since entry {answer.Recorded}",
            earlier.Holds && AreProved([answer.Recorded, answer.Answered], leaves, audit));
    }

    private static bool AreProved(IReadOnlyList<long> numbers, IReadOnlyList<LedgerEntry> leaves, LedgerAudit audit) => numbers.All(number => MerkleProof.IsIncluded(
        leaves[(int)number - 1].ComputeLeaf(), number - 1, audit.Tree.Size, audit.Tree.Root, audit.Tree.ProveInclusion(number - 1, audit.Tree.Size)));
}
