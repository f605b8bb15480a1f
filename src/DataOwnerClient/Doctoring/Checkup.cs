using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Doctoring;

/// <summary>
/// Looks at everything that a job needs and that can be seen from an owner's or an operator's machine: agreement, clock, attestation service, own keys, own vault, room. Nothing is changed,
/// nothing is granted, no key is released.
/// </summary>
/// <param name="agreement">The agreement that all parties signed.</param>
internal sealed class Checkup(SignedAgreement agreement)
{
    /// <summary>Requests are taken for this long, and a clock that is off by more has them refused.</summary>
    private static readonly TimeSpan s_drift = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_notice = TimeSpan.FromDays(7);

    /// <summary>The agreement itself.</summary>
    /// <param name="now">The present.</param>
    internal Finding CheckAgreement(DateTimeOffset now)
    {
        TimeSpan left = agreement.Agreement.Expires - now;
        return left <= TimeSpan.Zero ? new Finding("agreement", false, $"it expired {agreement.Agreement.Expires:u}", "No amendment changes its end. All parties sign a new agreement, with budgets of its own; keys, manifests and grants are made for that.")
            : left < s_notice ? new Finding("agreement", false, $"it expires {agreement.Agreement.Expires:u}, in {left.TotalHours:0} h", "No amendment changes its end. If you go on, all parties sign a new agreement in time, and make keys, manifests and grants for that.")
            : new Finding("agreement", true, $"{agreement.Hash}, until {agreement.Agreement.Expires:u}");
    }

    /// <summary>The attestation service that the agreement names: whether it answers with keys, and what it takes for the present.</summary>
    internal async Task<IReadOnlyList<Finding>> CheckAuthorityAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        TrustAnchors anchors = agreement.Agreement.Enclave.ToTrustAnchors();
        using HttpClient client = AttestationService.CreateClient(anchors.Services);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(anchors.Authority.Certificates, cancellationToken);
            bool areKeys = answer.IsSuccessStatusCode && Jwks.TryParse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), out _, out _);
            Finding service = areKeys
                ? new Finding("attestation service", true, $"{anchors.Authority} publishes keys")
                : new Finding("attestation service", false, $"{anchors.Authority} answers {(int)answer.StatusCode} and no keys",
                    "The agreement's attestationAuthority may be wrong or the service down: no job runs without it (denial.attestationRefused).");
            return answer.Headers.Date is { } date ? [service, CheckClock(clock.GetUtcNow() - date)] : [service];
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [new Finding("attestation service", false, $"{anchors.Authority} cannot be reached: {exception.Message}",
                "Look at this machine's network. An untrusted certificate means that the agreement's serviceRoots are not this service's, or that somebody is in between.")];
        }
    }

    /// <summary>This machine's clock beside the service's.</summary>
    internal static Finding CheckClock(TimeSpan drift) => drift.Duration() <= s_drift
        ? new Finding("clock", true, "agrees with the attestation service's")
        : new Finding("clock", false, $"{drift.Duration().TotalSeconds:0} s {(drift > TimeSpan.Zero ? "ahead" : "behind")}",
            "Set this machine's clock (NTP): signed requests live 120 s, and the room refuses others as request.notCurrent.");

    /// <summary>Whether a key folder is a party's.</summary>
    internal Finding CheckKeys(PartyKeyFolder keys)
    {
        Party? party = agreement.Agreement.FindParty(keys.Id);
        return party is null ? new Finding("keys", false, $"'{keys.Id}' is no party of this agreement", "Give the key folder with which you signed (--keys).")
            : party.SigningKey.Thumbprint != keys.SigningKey.Thumbprint || party.EncryptionKey.Thumbprint != keys.Public.EncryptionKey.Thumbprint
                ? new Finding("keys", false, $"they are not the ones that '{keys.Id}' signed with", "Restore the key folder from its backup. New keys need a new agreement.")
                : new Finding("keys", true, $"{keys.Path} is '{keys.Id}''s");
    }

    /// <summary>A dataset's key-encryption key in its owner's vault.</summary>
    internal async Task<IReadOnlyList<Finding>> CheckVaultAsync(DatasetTerms dataset, TokenCredential credential, CancellationToken cancellationToken)
    {
        string subject = $"vault key of {dataset.Id}";
        using KeyVaultClient vault = KeyEncryptionKeys.Connect(agreement, dataset, credential);
        try
        {
            KeyVaultResult<KeyVaultKey> read = await vault.GetKeyAsync(KeyEncryptionKeys.NameOf(dataset), null, cancellationToken);
            return read.Value is { } key
                ? [.. CheckKey(subject, key)]
                : [new Finding(subject, false, $"{dataset.KeyEncryptionKey}: {read.Failure!.Reason}", VaultAdvice.Write(read.Failure))];
        }
        catch (AuthenticationFailedException exception)
        {
            return [new Finding(subject, false, exception.Message.Split('\n')[0], "Log in (az login), or give --identity-endpoint.")];
        }
    }

    /// <summary>What a vault says of a key.</summary>
    internal IEnumerable<Finding> CheckKey(string subject, KeyVaultKey key)
    {
        if (!key.IsEnabled)
        {
            yield return new Finding(subject, false, "its newest version is disabled", "Enable it, or make a new version (cleanroom kek rotate).");
        }

        if (!key.IsExportable || key.ReleasePolicy is not { } held)
        {
            yield return new Finding(subject, false, "it cannot be released: it is not exportable under a policy", "Make the key with `cleanroom kek create`, under a name that is not taken.");
            yield break;
        }

        yield return CheckPolicy(subject, held);
        yield return key.IsReleasePolicyImmutable
            ? new Finding($"{subject}, immutable", true, "nobody can change its policy")
            : new Finding($"{subject}, immutable", false, "whoever administers the vault can change its policy", "Make the key with `cleanroom kek create`, which fixes the policy for good.");
    }

    /// <summary>The policy beside the one of this agreement.</summary>
    internal Finding CheckPolicy(string subject, ReadOnlyMemory<byte> held)
    {
        ReleasePolicy wanted = KeyEncryptionKeys.PolicyOf(agreement, []);
        string at = $"{subject}, policy";
        if (held.Span.SequenceEqual(wanted.Encoded.Span))
        {
            return new Finding(at, true, "the one of this agreement");
        }

        return !ReleasePolicy.TryParse(held, out ReleasePolicy? policy, out ReleasePolicyFailure failure) ? new Finding(at, false, $"unreadable: {failure}", "Make the key anew with `cleanroom kek create`.")
            : !policy.Authorities.Contains(wanted.Authorities[0]) ? new Finding(at, false, $"it believes {string.Join(", ", policy.Authorities)}, and the agreement names {wanted.Authorities[0]}",
                "Make a key whose policy names the agreement's attestation service (cleanroom kek create, under another name).")
            : new Finding(at, false, "it is another than this agreement's: other host data, another agreement, or more clauses",
                "`cleanroom kek explain` says which clause a token does not satisfy.");
    }

    /// <summary>A running room: its evidence, and its own readiness.</summary>
    internal async Task<IReadOnlyList<Finding>> CheckRoomAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(address, agreement, cancellationToken);
            if (instance is null)
            {
                return report.Refusals.Count == 0
                    ? [new Finding("room", false, "the connection does not end at the instance whose evidence it shows", "Somebody ends TLS in between: the TCP connection has to be forwarded as it is.")]
                    : [.. report.Refusals.Select(refusal => new Finding("room", false, refusal.ToString(), AdviceOn(refusal.Claim)))];
            }

            AppraisalReport opinion = await AttestationService.AskAsync(instance.Evidence, agreement, cancellationToken);
            Finding second = opinion.Verdict == AppraisalVerdict.Acceptable
                ? new Finding("room, second opinion", true, "the attestation service agrees")
                : new Finding("room, second opinion", false, string.Join("; ", opinion.Refusals), "No vault will release a key to it. The operator looks at the endorsement of the utility VM and at the service.");
            return [new Finding("room", true, $"instance {instance.InstanceId} is acceptable"), second, .. await ReadReadinessAsync(address, instance, cancellationToken)];
        }
        catch (ClientException exception)
        {
            return [new Finding("room", false, exception.Message, "Is the address right, and is the room running? Its operator finds the start's refusal on its standard error.")];
        }
    }

    private static async Task<IReadOnlyList<Finding>> ReadReadinessAsync(Uri address, AttestationResult instance, CancellationToken cancellationToken)
    {
        using HttpClient client = RoomConnection.PinnedClient(address, instance.RuntimeClaims.TlsKey);
        using HttpResponseMessage answer = await client.GetAsync("/health/ready", cancellationToken);
        JsonElement health = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return [.. health.GetProperty("checks").EnumerateArray().Select(check => new Finding(
            $"room, {check.GetProperty("name").GetString()}",
            check.GetProperty("holds").GetBoolean(),
            check.GetProperty("holds").GetBoolean() ? "holds" : "does not hold",
            check.GetProperty("advice").GetString() ?? ""))];
    }

    private static string AdviceOn(string claim) => claim switch
    {
        _ when claim.Contains("host", StringComparison.OrdinalIgnoreCase) => "Another image, command line or environment runs than was signed for: compare with `cleanroom measure`. The platform may inject a variable that the policy does not know: see docs/runbook.md.",
        _ when claim.Contains("agreement", StringComparison.OrdinalIgnoreCase) => "The room serves another agreement: its operator sets CLEANROOM_AGREEMENT to this one.",
        _ when claim.Contains("tcb", StringComparison.OrdinalIgnoreCase) || claim.Contains("svn", StringComparison.OrdinalIgnoreCase) => "The machine's firmware or utility VM is older than was agreed: the operator moves the room to a newer one.",
        _ => "Grant nothing to it, and show this to its operator.",
    };
}
