using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveWorkload;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Step 1: agreement, manifests, grants and the signed job decide. Every check runs; nothing looks at data.</summary>
internal sealed class AdmitStep(Room room)
{
    internal Step<AdmittedJob> Admit(SignedDocument<Job> signed)
    {
        Job job = signed.Document;
        Agreement agreement = room.Agreement.Agreement;
        List<DenialReason> reasons = [];
        QueryTerms? terms = agreement.FindTerms(job.Query.Terms);
        CheckTimeAndPlace(job, terms, reasons);
        reasons.AddRange(QueryAdmission.Check(agreement, job.Requester, job.Query));
        if (terms is null)
        {
            return new Denial(reasons);
        }

        List<AdmittedDataset> datasets = [];
        foreach (DatasetId id in terms.Datasets)
        {
            CheckDataset(agreement.FindDataset(id)!, datasets, reasons);
        }

        CheckSize(datasets, reasons);
        Dictionary<PartyId, List<SignedDocument<Grant>>> grants = [];
        Dictionary<DatasetId, IReadOnlyList<byte[]>> shares = [];
        foreach (IGrouping<PartyId, AdmittedDataset> owned in datasets.GroupBy(dataset => dataset.Terms.Owner))
        {
            List<SignedDocument<Grant>> opening = CheckGrants(owned.Key, [.. owned], reasons);
            grants.Add(owned.Key, opening);
            foreach (AdmittedDataset dataset in owned.Where(dataset => dataset.Terms.DualRelease && opening.Count > 0))
            {
                shares.Add(dataset.Terms.Id, FindShares(dataset, opening, reasons));
            }
        }

        if (reasons.Count > 0)
        {
            return new Denial(reasons);
        }

        QueryPlan plan = QueryPlanner.Plan(agreement, job.Query);
        AdmittedDataset[] joined = [.. plan.Datasets.Select(id => datasets.Single(dataset => dataset.Terms.Id == id))];
        Digest256 question = QuestionDigest.Compute(room.Agreement.Hash, room.HostData, job.Query, [.. joined.Select(dataset => dataset.Manifest.Digest)]);
        BudgetAccount[] accounts = [.. grants.Select(owner => room.AccountOf(owner.Key, job.Requester, owner.Value))];
        JobId? answeredBy = terms.HoldsTowardRecipientOnly ? null : room.Jobs.FindAnswer(question);
        if (answeredBy is null)
        {
            reasons.AddRange(accounts.SelectMany(account => JobRate.Check(room, account.Id)));
            if (reasons.Count > 0)
            {
                return new Denial(reasons);
            }
        }

        return new AdmittedJob
        {
            Job = signed,
            Plan = plan,
            Question = question,
            AnsweredBy = answeredBy,
            AnswersOthers = !terms.HoldsTowardRecipientOnly,
            AnswerAfter = TimeSpan.FromSeconds(terms.AnswerAfterSeconds),
            Datasets = joined,
            Shares = shares,
            Recipients = terms.Recipients,
            Accounts = accounts,
            Grants = [.. grants.Values.SelectMany(given => given).Select(grant => grant.Digest)],
        };
    }

    /// <summary>The earlier job whose result answers a question by now.</summary>
    internal JobId? FindAnswer(AdmittedJob job) => job.AnsweredBy ?? (job.AnswersOthers ? room.Jobs.FindAnswer(job.Question) : null);

    /// <summary>Admits a job once more, which may have waited long for another since: as things stand now, and about the same data.</summary>
    internal Step<AdmittedJob> AdmitAgain(AdmittedJob job)
    {
        if (!Admit(job.Job).TryGet(out AdmittedJob? now, out Denial? outdated))
        {
            return outdated;
        }

        return now.Question == job.Question
            ? now
            : new Denial(DenialCode.GrantForOtherManifest, "manifests", "superseded while the job waited", "those that were asked about", "agreement");
    }

    /// <summary>Ends a job with an earlier one's result. It is admitted once more first, in one transaction: what an owner closed, or let end, meanwhile answers nobody.</summary>
    /// <returns>Why not, or <see langword="null"/> when it is answered.</returns>
    internal Denial? AnswerFromRecord(AdmittedJob job, JobId earlier) => room.Database.Transact(() =>
    {
        if (!AdmitAgain(job).TryGet(out _, out Denial? outdated))
        {
            return outdated;
        }

        room.Jobs.Answer(job.Job.Document.Id, earlier);
        return null;
    });

    private void CheckTimeAndPlace(Job job, QueryTerms? terms, List<DenialReason> reasons)
    {
        DateTimeOffset now = room.Clock.Now;

        // A result is issued at its deadline, and one that is issued after the agreement's end verifies for nobody.
        DateTimeOffset answered = now.AddSeconds(terms?.AnswerAfterSeconds ?? 0);
        if (answered >= room.Agreement.Agreement.Expires)
        {
            reasons.Add(Reason(DenialCode.AgreementExpired, "agreement.expires", $"{room.Agreement.Agreement.Expires:u}", $"after {answered:u}"));
        }

        if (now >= job.Expires || job.IssuedAt > now + Agreements.Requests.RequestVerifier.ClockSkew)
        {
            reasons.Add(Reason(DenialCode.JobExpired, "job", $"{job.IssuedAt:u} to {job.Expires:u}", $"to include {now:u}"));
        }

        Digest256 instance = room.Keys.Identity.SigningKey;
        if (job.Instance != instance)
        {
            reasons.Add(Reason(DenialCode.OtherInstance, "job.instance", job.Instance.ToString(), instance.ToString()));
        }
    }

    private void CheckDataset(DatasetTerms terms, List<AdmittedDataset> datasets, List<DenialReason> reasons)
    {
        string owner = terms.Owner.ToString();
        SignedDocument<Manifest>? manifest = room.Grants.CurrentManifest(terms.Id);
        if (manifest is null)
        {
            reasons.Add(Reason(DenialCode.ManifestMissing, $"manifest of {terms.Id}", "none", "one signed by its owner", owner));
            return;
        }

        long received = room.Ciphertexts.Length(terms.Id, manifest.Document.Version);
        if (received != manifest.Document.FileLength && !room.Stored.MayLieElsewhere)
        {
            reasons.Add(Reason(DenialCode.CiphertextMissing, $"ciphertext of {terms.Id}", $"{received} bytes", $"{manifest.Document.FileLength} bytes", owner));
        }

        datasets.Add(new AdmittedDataset(terms, manifest, room.Rotations.Newest(manifest.Digest), room.Agreement.KeyEncryptionKeysOf(terms.Id)));
    }

    /// <summary>The lengths stand in the manifests, which every party can read.</summary>
    private void CheckSize(List<AdmittedDataset> datasets, List<DenialReason> reasons)
    {
        long bytes = datasets.Sum(dataset => dataset.Manifest.Document.FileLength);
        if (bytes > room.Limits.Tables)
        {
            reasons.Add(Reason(
                DenialCode.TablesTooLarge, "encrypted files that the question opens", $"{bytes} bytes", $"at most {room.Limits.Tables} bytes in this room", "operator"));
        }
    }

    /// <summary>The owner's grants that count for this job: current, and naming every one of its datasets in exactly this version.</summary>
    private List<SignedDocument<Grant>> CheckGrants(PartyId party, List<AdmittedDataset> owned, List<DenialReason> reasons)
    {
        string owner = party.ToString();
        List<SignedDocument<Grant>> given = room.Grants.GrantsOf(party);
        if (room.Grants.IsClosed(party))
        {
            reasons.Add(Reason(DenialCode.GrantsClosed, $"grants of {owner}", "closed by their owner", "an instance that the owner grants anew", owner));
            return [];
        }

        if (given.Count == 0)
        {
            reasons.Add(Reason(DenialCode.GrantMissing, $"grant of {owner}", "none", $"one to instance {room.Keys.Identity.SigningKey}", owner));
            return [];
        }

        List<SignedDocument<Grant>> current = [.. given.Where(grant => room.Clock.Now < grant.Document.Expires)];
        if (current.Count == 0)
        {
            DateTimeOffset last = given.Max(grant => grant.Document.Expires);
            reasons.Add(Reason(DenialCode.GrantExpired, $"grant of {owner}", $"expired {last:u}", $"to last beyond {room.Clock.Now:u}", owner));
            return [];
        }

        foreach (SignedDocument<Grant> grant in current.Where(grant => !room.Log.Contains(grant.Document.LedgerHead)))
        {
            reasons.Add(Reason(
                DenialCode.LedgerRolledBack,
                "ledger",
                $"{room.Log.Head.Size} entries without the head that {owner} saw",
                $"entry {grant.Document.LedgerHead.Size} = {grant.Document.LedgerHead.Hash}",
                owner));
        }

        List<SignedDocument<Grant>> opening = [.. current.Where(grant => owned.TrueForAll(dataset => grant.Document.Datasets.Contains(dataset.Reference)))];
        if (opening.Count == 0)
        {
            reasons.Add(Reason(
                DenialCode.GrantForOtherManifest,
                "versions of " + string.Join(", ", owned.Select(dataset => dataset.Terms.Id)),
                "granted are " + string.Join(", ", current.SelectMany(grant => grant.Document.Datasets).Select(dataset => $"{dataset.Dataset} {dataset.Version}")),
                "current are " + string.Join(", ", owned.Select(dataset => $"{dataset.Terms.Id} {dataset.Manifest.Document.Version}")),
                owner));
        }

        return opening;
    }

    /// <summary>Without the owner's share no vault need be asked: what it releases would open nothing.</summary>
    private static byte[][] FindShares(AdmittedDataset dataset, List<SignedDocument<Grant>> opening, List<DenialReason> reasons)
    {
        byte[][] found = [.. opening.SelectMany(grant => grant.Document.Shares).Where(share => share.Dataset == dataset.Terms.Id).Select(share => share.Sealed)];
        if (found.Length == 0)
        {
            reasons.Add(Reason(
                DenialCode.ShareMissing, $"share of {dataset.Terms.Id}", "none in the grants that count", "one, sealed to this instance by its owner's client", dataset.Terms.Owner.ToString()));
        }

        return found;
    }

    private static DenialReason Reason(DenialCode code, string claim, string found, string wanted, string askedBy = "agreement") =>
        new() { Code = code, Claim = claim, Found = found, Wanted = wanted, AskedBy = askedBy };
}
