using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// Checks a ledger that an earlier instance left: an unbroken chain, each entry signed by the instance that the last
/// instance entry attests, and each instance attested for this agreement at its time.
/// </summary>
internal static class LedgerVerifier
{
    /// <summary>Verifies the whole chain.</summary>
    /// <returns>The time of the newest entry, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="LedgerDamagedException">A link does not hold.</exception>
    internal static DateTimeOffset? Verify(LedgerDatabase database, SignedAgreement agreement)
    {
        Digest256 previous = default;
        long expected = 1;
        long latest = 0;
        Evidence? instance = null;
        foreach ((LedgerEntry entry, Digest256 hash, byte[] signature) in LedgerChain.ReadAll(database))
        {
            Require(entry.Sequence == expected && entry.Previous == previous && entry.ComputeHash() == hash, entry, "the chain is broken");
            Require(entry.At >= latest, entry, "time runs backwards");
            if (entry.Kind == EntryKind.Instance)
            {
                instance = AppraiseInstance(entry, agreement);
            }

            Require(instance is not null && IsSignedBy(instance, hash, signature), entry, "it is not signed by the instance of its time");
            (previous, expected, latest) = (hash, expected + 1, entry.At);
        }

        return expected == 1 ? null : DateTimeOffset.FromUnixTimeSeconds(latest);
    }

    private static Evidence AppraiseInstance(LedgerEntry entry, SignedAgreement agreement)
    {
        Require(Evidence.TryParse(entry.Body, out Evidence? evidence, out _), entry, "its evidence is unreadable");
        EnclaveTerms terms = agreement.Agreement.Enclave;
        bool isAcceptable = Appraiser.TryAppraise(
            evidence!, terms.ToTrustAnchors(), terms.ToReferenceValues(), agreement.Hash, ExpectedNonce.Any,
            DateTimeOffset.FromUnixTimeSeconds(entry.At), out _, out AppraisalReport report);
        Require(isAcceptable, entry, "its evidence is not acceptable: " + string.Join("; ", report.Refusals));
        return evidence!;
    }

    private static bool IsSignedBy(Evidence instance, Digest256 hash, byte[] signature)
    {
        using System.Security.Cryptography.ECDsa ecdsa = instance.RuntimeClaims.SigningKey.ToEcdsa();
        using CoseVerificationKey key = CoseVerificationKey.FromEcdsa(ecdsa);
        return CoseSign1.TryDecode(signature, out CoseSign1? message, out _)
            && message.Payload is { } payload
            && hash.FixedTimeEquals(payload.Span)
            && message.Verify(key) == CoseFailure.None;
    }

    private static void Require(bool holds, LedgerEntry entry, string problem)
    {
        if (!holds)
        {
            throw new LedgerDamagedException($"ledger entry {entry.Sequence}: {problem}");
        }
    }
}
