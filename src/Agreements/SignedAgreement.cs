using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// An agreement that every party named in it has signed, with every amendment that all of them signed since. That it is *yours* is
/// another matter: its parties are whoever it says they are, so the caller compares <see cref="Hash"/>, or finds a key of its own among the signers.
/// </summary>
public sealed class SignedAgreement
{
    /// <summary>The COSE content type.</summary>
    public const string ContentType = "application/vnd.cleanroom.agreement+json";

    private readonly Agreement _first;

    private SignedAgreement(Agreement first, Agreement agreement, Digest256 hash, ReadOnlyMemory<byte> encoded, IReadOnlyList<SignedAmendment> amendments)
    {
        Agreement = agreement;
        Hash = hash;
        Encoded = encoded;
        Amendments = amendments;
        _first = first;
    }

    /// <summary>What is agreed on, with every amendment applied.</summary>
    public Agreement Agreement { get; }

    /// <summary>SHA-256 of the payload that was signed first. No amendment changes it.</summary>
    public Digest256 Hash { get; }

    /// <summary>The COSE_Sign of the agreement and, behind it, that of each amendment, as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The amendments in their order; number n stands at n - 1.</summary>
    public IReadOnlyList<SignedAmendment> Amendments { get; }

    /// <summary>The hash of the newest amendment; that of the agreement where there is none. What a grant names, so that no room serves it under an older agreement.</summary>
    public Digest256 Newest => Amendments.Count == 0 ? Hash : Amendments[^1].Hash;

    /// <summary>The parties' keys, for whoever verifies many messages under this agreement.</summary>
    internal VerificationKeys Keys { get; } = new();

    /// <summary>The measured policies that keys are made for: those that hold longest of the ones that may run.</summary>
    public IReadOnlyList<Digest256> LastingHostData => Amendments.Count == 0 ? _first.Enclave.HostData : Amendments[^1].Amendment.LastingHostData();

    /// <summary>Opens a signed agreement, with the amendments that stand behind it in the same file.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="refusal">Why it is not accepted: malformed, inconsistent, out of order, or a signature that is missing or does not verify.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> encoded,
        [NotNullWhen(true)] out SignedAgreement? agreement,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        agreement = null;
        if (!CoseSequence.TrySplit(encoded, out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out CoseFailure malformed))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedCose, malformed.ToString());
            return false;
        }

        if (!AgreementDraft.TryOpenSigned(messages[0], out AgreementDraft? draft, out refusal))
        {
            return false;
        }

        if (draft.Missing.Count > 0)
        {
            refusal = new DocumentRefusal(DocumentFailure.SignatureMissing, "not signed by " + string.Join(", ", draft.Missing));
            return false;
        }

        SignedAgreement opened = new(draft.Agreement, draft.Agreement, draft.Hash, messages[0].ToArray(), []);
        foreach (ReadOnlyMemory<byte> message in messages.Skip(1))
        {
            if (!opened.TryAmend(message, out SignedAgreement? amended, out refusal))
            {
                return false;
            }

            opened = amended;
        }

        agreement = opened;
        return true;
    }

    /// <summary>Applies one more amendment.</summary>
    /// <param name="encoded">A COSE_Sign from anywhere.</param>
    /// <param name="amended">The agreement with it; this one stays as it is.</param>
    /// <param name="refusal">
    /// Why it is not accepted: malformed, of another agreement, inconsistent, not the next one (<see cref="DocumentFailure.OutOfOrder"/>), or a
    /// signature that is missing or does not verify.
    /// </param>
    public bool TryAmend(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out SignedAgreement? amended, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        amended = null;
        if (!AmendmentDraft.TryOpenSigned(encoded, this, out AmendmentDraft? draft, out refusal))
        {
            return false;
        }

        if (draft.Missing.Count > 0)
        {
            refusal = new DocumentRefusal(DocumentFailure.SignatureMissing, $"amendment {draft.Amendment.Sequence} is not signed by " + string.Join(", ", draft.Missing));
            return false;
        }

        SignedAmendment amendment = new(draft.Amendment, draft.Hash, encoded.ToArray());
        amended = new SignedAgreement(_first, Apply(draft.Amendment), Hash, (byte[])[.. Encoded.Span, .. encoded.Span], [.. Amendments, amendment]);
        return true;
    }

    /// <summary>What is acceptable at a moment. At one that no amendment reaches it is what the parties signed first.</summary>
    /// <param name="time">When something was attested, issued or stated.</param>
    /// <returns>The reference values; without any host data when everything that may run had ended by then.</returns>
    public ReferenceValues ReferenceValuesAt(DateTimeOffset time)
    {
        Amendment? newest = Amendments.LastOrDefault(amendment => amendment.Amendment.IssuedAt <= time)?.Amendment;
        return Agreement.Enclave.ToReferenceValues(
            newest is null ? _first.Enclave.HostData : newest.HostData.Where(measurement => time < measurement.Until).Select(measurement => measurement.HostData));
    }

    /// <summary>Until when a measured policy that runs now may run, as the amendments of now have it.</summary>
    /// <param name="hostData">What an instance measures as.</param>
    /// <param name="time">The present.</param>
    /// <returns>The moment at which it ends, at most the agreement's end; <see langword="null"/> when it may not run at <paramref name="time"/>.</returns>
    public DateTimeOffset? AcceptedUntil(Digest256 hostData, DateTimeOffset time)
    {
        if (time >= Agreement.Expires || !ReferenceValuesAt(time).HostData.Contains(hostData))
        {
            return null;
        }

        // The amendment in force says when it ends; one that is dated later, and sets an earlier end or leaves it out, ends it then.
        int inForce = Amendments.Count(amendment => amendment.Amendment.IssuedAt <= time) - 1;
        return Amendments.Skip(Math.Max(inForce, 0))
            .Select(signed => signed.Amendment)
            .Select(amendment => amendment.HostData.FirstOrDefault(measurement => measurement.HostData == hostData)?.Until ?? amendment.IssuedAt)
            .Append(Agreement.Expires)
            .Min();
    }

    /// <summary>Whether what a grant names as the newest amendment is one of these, or the agreement before any.</summary>
    /// <param name="newest">A hash.</param>
    public bool Holds(Digest256 newest) => newest == Hash || Amendments.Any(amendment => amendment.Hash == newest);

    /// <summary>The key-encryption keys that a dataset has had, oldest first and each once; the last is the one of now.</summary>
    /// <param name="dataset">A dataset of the agreement.</param>
    /// <returns>Their addresses without versions; empty for a dataset that the agreement does not name.</returns>
    public IReadOnlyList<Uri> KeyEncryptionKeysOf(DatasetId dataset)
    {
        IEnumerable<Uri?> named = Amendments.Select(amendment => amendment.Amendment.Keys.FirstOrDefault(key => key.Dataset == dataset)?.KeyEncryptionKey);
        Uri[] inOrder = [.. named.Prepend(_first.FindDataset(dataset)?.KeyEncryptionKey).OfType<Uri>()];

        // One that was given up and taken again counts where it stands last.
        return [.. inOrder.Where((key, place) => !inOrder.Skip(place + 1).Contains(key))];
    }

    private Agreement Apply(Amendment amendment) => Agreement with
    {
        Enclave = Agreement.Enclave with { HostData = [.. amendment.HostData.Select(measurement => measurement.HostData)] },
        Datasets = [.. Agreement.Datasets.Select(dataset => amendment.Keys.FirstOrDefault(key => key.Dataset == dataset.Id) is { } key
            ? dataset with { KeyEncryptionKey = key.KeyEncryptionKey }
            : dataset)],
    };
}
