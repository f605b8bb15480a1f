using System.Globalization;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>
/// Verifies a result offline: from the roots that the agreement names, over report, endorsement and runtime claims, to the
/// key that signed the numbers; and from the numbers to the agreement that is yours.
/// </summary>
public static class ResultVerifier
{
    private const long MostDelta = 1_000_000_000_000_000_000;

    /// <summary>Verifies a result.</summary>
    /// <param name="encoded">A COSE_Sign1 from anywhere.</param>
    /// <param name="agreement">The agreement that it must be a result of.</param>
    /// <param name="anchor">What makes that agreement yours.</param>
    /// <param name="job">The job that it must answer.</param>
    public static ResultVerification Verify(ReadOnlyMemory<byte> encoded, SignedAgreement agreement, AgreementAnchor anchor, ExpectedJob job)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(anchor);
        ArgumentNullException.ThrowIfNull(job);
        Chain chain = new();
        Result? result = Read(chain, encoded, agreement, out CoseSign1? message);
        if (result is not null && message is not null)
        {
            Evidence? instance = CheckEvidence(chain, result, message, agreement);
            CheckJob(chain, result, job, instance, agreement);
            CheckContent(chain, result, agreement);
            CheckPrivacy(chain, result, agreement);
        }

        bool isYours = anchor.Covers(agreement);
        chain.Add("agreement is yours", "a hash you know, or signed by a key you hold", isYours ? anchor.Source : "neither", isYours, isLink: false);
        VerificationVerdict verdict = !chain.Holds || result is null ? VerificationVerdict.Refused
            : isYours ? VerificationVerdict.Verified
            : VerificationVerdict.Unanchored;
        return new ResultVerification(verdict, chain.Checks, verdict == VerificationVerdict.Refused ? null : result)
        {
            NotChecked = job.NotChecked.Length == 0 ? [] : [job.NotChecked],
            Warnings = TrustReview.Warnings(agreement.Agreement),
        };
    }

    private static Result? Read(Chain chain, ReadOnlyMemory<byte> encoded, SignedAgreement agreement, out CoseSign1? message)
    {
        bool isCose = CoseSign1.TryDecode(encoded, out message, out CoseFailure malformed);
        chain.Add("envelope", "one well-formed COSE_Sign1", isCose ? "well formed" : malformed.ToString(), isCose);
        if (message?.Payload is not { } payload)
        {
            return null;
        }

        string contentType = message.Protected.ContentType ?? "none";
        chain.Add("content type", Result.ContentType, contentType, contentType == Result.ContentType);
        bool isJson = DocumentJson.TryReadResult(payload.Span, out Result? result, out string problem);
        chain.Add("payload", Result.CurrentFormat, isJson ? result!.Format : problem, isJson && result!.Format == Result.CurrentFormat);
        if (result is not null)
        {
            chain.Add("agreement", agreement.Hash.ToString(), result.Agreement.ToString(), result.Agreement == agreement.Hash);
        }

        return result;
    }

    private static Evidence? CheckEvidence(Chain chain, Result result, CoseSign1 message, SignedAgreement agreement)
    {
        Evidence? evidence = null;
        bool isReadable = Base64UrlText.TryDecode(result.Evidence, out byte[]? bytes)
            && Evidence.TryParse(bytes, out evidence, out _);
        chain.Add("evidence", "readable", isReadable ? "readable" : "unreadable", isReadable);
        if (evidence is null)
        {
            return null;
        }

        bool isAcceptable = Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(result.IssuedAt), agreement.Hash, ExpectedNonce.Any, result.IssuedAt,
            out _, out AppraisalReport report);
        foreach (AppraisalCheck check in report.Checks)
        {
            chain.Add(check.Claim, check.Wanted, check.Found, check.IsSatisfied);
        }

        // No check may be forgotten: the verdict counts even if a report without refusals came with another one.
        chain.Add("evidence appraisal", nameof(AppraisalVerdict.Acceptable), report.Verdict.ToString(), isAcceptable);
        using CoseVerificationKey key = PartyKeys.VerificationKey(evidence.RuntimeClaims.SigningKey);
        CoseFailure failure = message.Verify(key);
        chain.Add(
            "signature",
            $"by the attested key {evidence.RuntimeClaims.InstanceId}",
            failure == CoseFailure.None ? "verified" : failure.ToString(),
            failure == CoseFailure.None);
        return evidence;
    }

    /// <summary>Whether it is a result of the job that was asked, and not of another under its name.</summary>
    private static void CheckJob(Chain chain, Result result, ExpectedJob expected, Evidence? instance, SignedAgreement agreement)
    {
        chain.Add("job", expected.Id?.ToString() ?? "any", result.Job.ToString(), expected.Id is not { } id || id == result.Job);
        if (expected.Digest is { } digest)
        {
            chain.Add("job as it was signed", digest.ToString(), result.JobDigest.ToString(), digest == result.JobDigest);
        }

        if (expected.Question is { } question)
        {
            Digest256? found = instance is null
                ? null
                : QuestionDigest.Compute(agreement.Hash, instance.Report.HostData, result.Query, [.. result.Datasets.Select(dataset => dataset.Manifest)]);
            chain.Add("question of the same data", question.ToString(), found?.ToString() ?? "no evidence to compute it with", found == question);
        }

        if (expected.Query is { } query)
        {
            chain.Add("question as it was asked", "in every parameter", query.IsSameAs(result.Query) ? "the same" : "another", query.IsSameAs(result.Query));
        }

        if (expected.Asked is { Document: { } asked })
        {
            string of = instance?.RuntimeClaims.InstanceId.ToString() ?? "no evidence";
            chain.Add("asked by", asked.Requester.ToString(), result.Requester.ToString(), asked.Requester == result.Requester);
            chain.Add("asked of", asked.Instance.ToString(), of, instance is not null && asked.Instance == instance.RuntimeClaims.InstanceId);
        }
    }

    private static void CheckContent(Chain chain, Result result, SignedAgreement agreement)
    {
        QueryTerms? terms = agreement.Agreement.FindTerms(result.Query.Terms);
        bool isAllowed = Admission.QueryAdmission.Check(agreement.Agreement, result.Requester, result.Query).Count == 0;
        chain.Add("query", "allowed by the agreement", isAllowed ? $"allowed under '{result.Query.Terms}'" : "not allowed", isAllowed);
        chain.Add("answer", "to the question that was asked", AnswerFit.Describe(result), terms is not null && AnswerFit.Fits(agreement.Agreement, result, terms));
        bool recipientsFit = terms is not null && AreSame(terms.Recipients, result.Recipients);
        chain.Add("recipients", terms is null ? "known terms" : string.Join(", ", terms.Recipients), string.Join(", ", result.Recipients), recipientsFit);
        bool datasetsFit = terms is not null && AreSame(terms.Datasets, [.. result.Datasets.Select(dataset => dataset.Dataset)]);
        chain.Add(
            "datasets",
            terms is null ? "known terms" : string.Join(", ", terms.Datasets),
            string.Join(", ", result.Datasets.Select(dataset => $"{dataset.Dataset} version {dataset.Version}")),
            datasetsFit);
        chain.Add(
            "consent",
            $"withdrawals honoured until a moment before {result.IssuedAt:u}",
            string.Join(", ", result.Datasets.Select(dataset => $"{dataset.Dataset} until {dataset.ConsentCutOff:u}")),
            result.Datasets.All(dataset => dataset.ConsentCutOff <= result.IssuedAt));
        bool isCurrent = result.IssuedAt < agreement.Agreement.Expires;
        chain.Add("issued", $"before {agreement.Agreement.Expires:u}", $"{result.IssuedAt:u}", isCurrent);
    }

    private static void CheckPrivacy(Chain chain, Result result, SignedAgreement agreement)
    {
        Int128 nanoRho = 0;
        Int128 attoDelta = 0;
        bool isEachACost = result.Mechanisms.Count > 0;
        MechanismEntry? understated = result.Mechanisms.FirstOrDefault(mechanism => !StatedCost.Covers(mechanism));
        foreach (MechanismEntry mechanism in result.Mechanisms)
        {
            isEachACost &= mechanism.NanoRho >= 0 && mechanism.AttoDelta >= 0;
            nanoRho += mechanism.NanoRho;
            attoDelta += mechanism.AttoDelta;
        }

        bool addsUp = nanoRho == result.Privacy.NanoRho && attoDelta == result.Privacy.AttoDelta && isEachACost;
        chain.Add("cost", "the sum of its mechanisms", $"rho {result.Privacy.NanoRho}e-9, delta {result.Privacy.AttoDelta}e-18", addsUp);
        chain.Add(
            "mechanisms",
            "each costs what its sensitivity and scale imply",
            understated is null ? $"{result.Mechanisms.Count} do" : $"'{understated.Figure}' states less",
            understated is null);
        CheckEpsilon(chain, result, isEachACost && understated is null);
        QueryTerms? terms = agreement.Agreement.FindTerms(result.Query.Terms);
        long askedAttoDelta = result.Query switch
        {
            SegmentsQuery segments => segments.AttoDelta,
            PrivateModelQuery model => model.AttoDelta,
            SyntheticQuery synthetic => synthetic.AttoDelta,
            _ => 0,
        };
        bool isWithin = terms is not null
            && result.Privacy.NanoRho <= Math.Min(result.Query.NanoRho, terms.MaximumNanoRho)
            && result.Privacy.AttoDelta <= Math.Min(askedAttoDelta, terms.MaximumAttoDelta);
        chain.Add(
            "cost limit",
            terms is null ? "known terms" : $"at most what was asked, rho {result.Query.NanoRho}e-9, delta {askedAttoDelta}e-18",
            $"rho {result.Privacy.NanoRho}e-9, delta {result.Privacy.AttoDelta}e-18",
            isWithin);
        PrivacyTerms privacy = agreement.Agreement.Privacy;
        string neighbours = terms?.Neighbours ?? privacy.Neighbours;
        bool isSameStatement = result.Privacy.StatementAttoDelta == privacy.StatementAttoDelta && result.Privacy.Neighbours == neighbours;
        chain.Add("privacy statement", $"for {neighbours}", $"for {result.Privacy.Neighbours}", isSameStatement);
    }

    private static void CheckEpsilon(Chain chain, Result result, bool isCostKnown)
    {
        PrivacyStatement privacy = result.Privacy;
        bool canCompute = isCostKnown && privacy.NanoRho >= 0 && privacy.AttoDelta >= 0 && privacy.StatementAttoDelta is > 0 and <= MostDelta;
        double least = canCompute ? StatedCost.LeastEpsilon(result) : double.NaN;
        chain.Add(
            "epsilon",
            canCompute ? string.Create(CultureInfo.InvariantCulture, $"at least {least:R}") : "a cost that it follows from",
            string.Create(CultureInfo.InvariantCulture, $"{privacy.Epsilon:R} at delta {privacy.StatementAttoDelta}e-18"),
            canCompute && StatedCost.IsWithinRounding(least, privacy.Epsilon));
    }

    private static bool AreSame<T>(IReadOnlyList<T> wanted, IReadOnlyList<T> found) =>
        wanted.Count == found.Count && wanted.ToHashSet().SetEquals(found);

    private sealed class Chain
    {
        private readonly List<VerificationCheck> _checks = [];

        internal IReadOnlyList<VerificationCheck> Checks => _checks;

        internal bool Holds { get; private set; } = true;

        internal void Add(string claim, string wanted, string found, bool holds, bool isLink = true)
        {
            _checks.Add(new VerificationCheck(claim, wanted, found, holds));
            Holds &= holds || !isLink;
        }
    }
}
