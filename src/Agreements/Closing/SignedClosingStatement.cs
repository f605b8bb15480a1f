using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Closing;

/// <summary>Signs closing statements inside, and verifies them outside: evidence, signature, content, each in its place.</summary>
public static class SignedClosingStatement
{
    /// <summary>Signs a statement.</summary>
    /// <param name="statement">What is stated.</param>
    /// <param name="instance">The instance's signing key, which its evidence binds.</param>
    /// <returns>A COSE_Sign1.</returns>
    public static byte[] Sign(ClosingStatement statement, CoseSigner instance)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(instance);
        CoseHeaderParameters header = new() { ContentType = ClosingStatement.ContentType, KeyId = PartyKeys.KeyIdOf(instance) };
        return instance.Sign1(DocumentJson.WriteIndented(statement), header);
    }

    /// <summary>Verifies a statement from anywhere.</summary>
    /// <param name="encoded">A COSE_Sign1.</param>
    /// <param name="agreement">The agreement that it must be under.</param>
    /// <param name="statement">What is stated.</param>
    /// <param name="problem">What does not hold.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> encoded, SignedAgreement agreement, [NotNullWhen(true)] out ClosingStatement? statement, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (!TryParse(encoded, out CoseSign1? message, out statement, out problem))
        {
            return false;
        }

        problem = Authenticate(message, statement, agreement) ?? Appraise(statement, agreement);
        statement = problem is null ? statement : null;
        return statement is not null;
    }

    private static bool TryParse(
        ReadOnlyMemory<byte> encoded,
        [NotNullWhen(true)] out CoseSign1? message,
        [NotNullWhen(true)] out ClosingStatement? statement,
        [NotNullWhen(false)] out string? problem)
    {
        (statement, problem) = (null, "it is no COSE_Sign1 of a closing statement");
        if (!CoseSign1.TryDecode(encoded, out message, out _) || message.Payload is not { } payload || message.Protected.ContentType != ClosingStatement.ContentType)
        {
            return false;
        }

        bool isRead = DocumentJson.TryRead(payload.Span, out statement, out string malformed) && statement!.Format == ClosingStatement.CurrentFormat;
        problem = isRead ? null : $"its payload is not read: {malformed}";
        return isRead;
    }

    private static string? Authenticate(CoseSign1 message, ClosingStatement statement, SignedAgreement agreement)
    {
        Evidence? evidence = null;
        if (!Base64UrlText.TryDecode(statement.Evidence, out byte[]? bytes) || !Evidence.TryParse(bytes, out evidence, out _))
        {
            return "its evidence is unreadable";
        }

        bool isAcceptable = Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(statement.ClosedAt), agreement.Hash, ExpectedNonce.Any, statement.ClosedAt,
            out _, out AppraisalReport report);
        if (!isAcceptable)
        {
            return $"its evidence is not acceptable: {string.Join("; ", report.Refusals)}";
        }

        if (evidence.RuntimeClaims.InstanceId != statement.Instance)
        {
            return "its evidence is another instance's";
        }

        using CoseVerificationKey key = PartyKeys.VerificationKey(evidence.RuntimeClaims.SigningKey);
        CoseFailure failure = message.Verify(key);
        return failure == CoseFailure.None ? null : $"its signature by the attested key does not hold: {failure}";
    }

    private static string? Appraise(ClosingStatement statement, SignedAgreement agreement)
    {
        bool isUsual = statement.Spent.All(spent => spent is { NanoRho: >= 0, AttoDelta: >= 0 })
            && statement.Spent.DistinctBy(spent => spent.Requester).Count() == statement.Spent.Count;
        return statement.Agreement != agreement.Hash ? "it is under another agreement"
            : isUsual ? null
            : "it names a requester twice, or less than nothing";
    }
}
