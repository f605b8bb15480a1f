using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
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
        CheckTimeAndPlace(job, reasons);
        reasons.AddRange(QueryAdmission.Check(agreement, job.Requester, job.Query));
        QueryTerms? terms = agreement.FindTerms(job.Query.Terms);
        if (terms is null)
        {
            return new Denial(reasons);
        }

        List<AdmittedDataset> datasets = [];
        List<SignedDocument<Grant>> grants = [];
        foreach (DatasetId id in terms.Datasets)
        {
            CheckDataset(agreement.FindDataset(id)!, datasets, grants, reasons);
        }

        if (reasons.Count > 0)
        {
            return new Denial(reasons);
        }

        QueryPlan plan = QueryPlanner.Plan(agreement, job.Query);
        return new AdmittedJob
        {
            Job = signed,
            Plan = plan,
            Primary = datasets.Single(dataset => dataset.Terms.Id == plan.Primary),
            Partner = datasets.Single(dataset => dataset.Terms.Id == plan.Partner),
            Recipients = terms.Recipients,
            Accounts = [.. datasets.Select(dataset => dataset.Terms.Owner).Distinct().Select(owner => room.AccountOf(owner, job.Requester))],
            Grants = [.. grants.Select(grant => grant.Digest).Distinct()],
        };
    }

    private void CheckTimeAndPlace(Job job, List<DenialReason> reasons)
    {
        DateTimeOffset now = room.Clock.Now;
        if (now >= room.Agreement.Agreement.Expires)
        {
            reasons.Add(Reason(DenialCode.AgreementExpired, "agreement.expires", $"{room.Agreement.Agreement.Expires:u}", $"after {now:u}"));
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

    private void CheckDataset(
        DatasetTerms terms, List<AdmittedDataset> datasets, List<SignedDocument<Grant>> grants, List<DenialReason> reasons)
    {
        string owner = terms.Owner.ToString();
        SignedDocument<Manifest>? manifest = room.Grants.CurrentManifest(terms.Id);
        if (manifest is null)
        {
            reasons.Add(Reason(DenialCode.ManifestMissing, $"manifest of {terms.Id}", "none", "one signed by its owner", owner));
            return;
        }

        long received = room.Ciphertexts.Length(terms.Id, manifest.Document.Version);
        if (received != manifest.Document.FileLength)
        {
            reasons.Add(Reason(DenialCode.CiphertextMissing, $"ciphertext of {terms.Id}", $"{received} bytes", $"{manifest.Document.FileLength} bytes", owner));
        }

        datasets.Add(new AdmittedDataset(terms, manifest));
        CheckGrants(terms, manifest, grants, reasons);
    }

    private void CheckGrants(
        DatasetTerms terms, SignedDocument<Manifest> manifest, List<SignedDocument<Grant>> admitted, List<DenialReason> reasons)
    {
        string owner = terms.Owner.ToString();
        List<SignedDocument<Grant>> given = room.Grants.GrantsOf(terms.Owner);
        if (given.Count == 0)
        {
            reasons.Add(Reason(DenialCode.GrantMissing, $"grant of {owner}", "none", $"one to instance {room.Keys.Identity.SigningKey}", owner));
            return;
        }

        List<SignedDocument<Grant>> current = [.. given.Where(grant => room.Clock.Now < grant.Document.Expires)];
        if (current.Count == 0)
        {
            DateTimeOffset last = given.Max(grant => grant.Document.Expires);
            reasons.Add(Reason(DenialCode.GrantExpired, $"grant of {owner}", $"expired {last:u}", $"to last beyond {room.Clock.Now:u}", owner));
            return;
        }

        foreach (SignedDocument<Grant> grant in current.Where(grant => !room.Chain.Contains(grant.Document.LedgerHead)))
        {
            reasons.Add(Reason(
                DenialCode.LedgerRolledBack,
                "ledger",
                $"{room.Chain.Head.Size} entries without the head that {owner} saw",
                $"entry {grant.Document.LedgerHead.Size} = {grant.Document.LedgerHead.Hash}",
                owner));
        }

        List<SignedDocument<Grant>> opening = [.. current.Where(grant => grant.Document.Datasets.Any(
            dataset => dataset.Dataset == terms.Id && dataset.Version == manifest.Document.Version && dataset.Manifest == manifest.Digest))];
        if (opening.Count == 0)
        {
            reasons.Add(Reason(
                DenialCode.GrantForOtherManifest,
                $"version of {terms.Id}",
                $"current is {manifest.Document.Version}, granted is "
                    + string.Join(", ", current.SelectMany(grant => grant.Document.Datasets).Where(d => d.Dataset == terms.Id).Select(d => d.Version).DefaultIfEmpty()),
                "the same",
                owner));
        }

        admitted.AddRange(current);
    }

    private static DenialReason Reason(DenialCode code, string claim, string found, string wanted, string askedBy = "agreement") =>
        new() { Code = code, Claim = claim, Found = found, Wanted = wanted, AskedBy = askedBy };
}
