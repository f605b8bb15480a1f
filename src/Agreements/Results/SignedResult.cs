using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>
/// A result signed by the instance. It can be made from a <see cref="PrivateRelease{T}"/> only: a number that no mechanism
/// released has no way out.
/// </summary>
public sealed class SignedResult
{
    private SignedResult(byte[] encoded) => Encoded = encoded;

    /// <summary>The COSE_Sign1.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Signs a released answer.</summary>
    /// <param name="release">The answer, with the mechanisms that made it.</param>
    /// <param name="context">What it belongs to.</param>
    /// <param name="instance">The instance's signing key, which its evidence binds.</param>
    public static SignedResult Sign(PrivateRelease<Answer> release, ResultContext context, CoseSigner instance)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(instance);
        Job job = context.Job.Document;
        PrivacyTerms privacy = context.Agreement.Agreement.Privacy;
        Result result = new()
        {
            Format = Result.CurrentFormat,
            Agreement = context.Agreement.Hash,
            Job = job.Id,
            JobDigest = context.Job.Digest,
            Requester = job.Requester,
            Recipients = context.Recipients,
            Query = job.Query,
            Datasets = context.Datasets,
            Grants = context.Grants,
            IssuedAt = context.IssuedAt,
            Answer = release.Value,
            Mechanisms = [.. release.Mechanisms.Select(MechanismEntry.From)],
            Privacy = new PrivacyStatement
            {
                NanoRho = release.Cost.NanoRho,
                AttoDelta = release.Cost.AttoDelta,
                Epsilon = release.EpsilonAt(Delta.FromAtto(privacy.StatementAttoDelta)),
                StatementAttoDelta = privacy.StatementAttoDelta,
                Neighbours = context.Agreement.Agreement.FindTerms(job.Query.Terms)?.Neighbours ?? privacy.Neighbours,
            },
            BudgetsLeft = context.BudgetsLeft,
            Evidence = Base64UrlText.Encode(context.Evidence.Span),
        };
        CoseHeaderParameters header = new()
        {
            ContentType = Result.ContentType,
            KeyId = PartyKeys.KeyIdOf(instance),
            Claims = new CwtClaims
            {
                Issuer = Convert.ToHexStringLower(PartyKeys.KeyIdOf(instance).Span),
                Subject = $"{context.Agreement.Hash}/{job.Id}",
                IssuedAt = context.IssuedAt,
            },
        };
        return new SignedResult(instance.Sign1(DocumentJson.WriteIndented(result), header));
    }

    /// <summary>Encrypts the result to its recipients; what rests on the operator's disk is this and nothing else.</summary>
    /// <param name="agreement">The agreement that holds the recipients' keys.</param>
    /// <param name="recipients">Parties of the agreement.</param>
    /// <returns>A COSE_Encrypt.</returns>
    public byte[] EncryptTo(SignedAgreement agreement, IReadOnlyList<PartyId> recipients)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(recipients);
        return ResultEnvelope.Seal(Encoded.Span, agreement, recipients);
    }
}
