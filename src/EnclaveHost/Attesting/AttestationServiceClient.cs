using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>
/// Obtains a token about this instance from the attestation service that the agreement names, for a fresh nonce, and
/// sets the room's clock by it: authenticate first, then appraise.
/// </summary>
internal sealed class AttestationServiceClient(
    IEvidenceSource evidenceSource, TrustAnchors anchors, SignedAgreement agreement, InstanceKeys keys, RoomClock clock) : IDisposable
{
    /// <summary>Longest answer of the service that is read.</summary>
    private const int MaximumAnswer = 1 << 20;

    /// <summary>Claims about the guest itself; every other says whose token it is.</summary>
    private static readonly FrozenSet<string> s_safety = FrozenSet.Create(
        "x-ms-attestation-type",
        "x-ms-compliance-status",
        "x-ms-sevsnpvm-is-debuggable",
        "x-ms-sevsnpvm-migration-allowed",
        "x-ms-sevsnpvm-vmpl");

    private readonly HttpClient _client = ServiceClient.Create(anchors.Services);

    /// <summary>Makes fresh evidence, for a nonce of somebody else's or of our own.</summary>
    internal Task<Evidence> MakeEvidenceAsync(ReadOnlySpan<byte> nonce, CancellationToken cancellationToken)
    {
        RuntimeClaims claims = RuntimeClaims.Create(keys.WrappingKey, keys.SigningKey, keys.TlsKey, agreement.Hash, nonce);
        return evidenceSource.FetchAsync(claims, cancellationToken);
    }

    /// <summary>Attests this instance.</summary>
    /// <exception cref="AttestationRefusedException">The service gave no token, or one that does not vouch for this instance.</exception>
    /// <exception cref="EvidenceUnavailableException">There is no evidence.</exception>
    internal async Task<Attested> AttestAsync(CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(32);
        ulong serviceNonce = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        Evidence evidence = await MakeEvidenceAsync(nonce, cancellationToken);
        long askedAt = Stopwatch.GetTimestamp();
        string compact = await AskAsync(evidence, serviceNonce, cancellationToken);
        Jwks published = await FetchKeysAsync(cancellationToken);
        if (!AttestationToken.TryParse(compact, out AttestationToken? token, out AttestationTokenFailure malformed))
        {
            throw new AttestationRefusedException($"the token is unreadable: {malformed}");
        }

        // The operator's clock is not asked. The token answers a nonce made just now, which is checked below: so it is fresh.
        if (!TokenVerifier.TryAuthenticateAtIssue(
                token, anchors.Authority, published, anchors.TokenSigners, out GenuineToken? genuine, out TokenAuthenticationFailure forged))
        {
            throw new AttestationRefusedException($"the token is not the authority's, or not current: {forged}");
        }

        // Whether this instance is acceptable is for owners and key vaults to decide, who do not ask it. What it must know is
        // that the token answers its own nonce and speaks of its own keys.
        ReferenceValues values = agreement.ReferenceValuesAt(genuine.IssuedAt);
        TokenAppraiser.TryAppraise(genuine, evidence, values, agreement.Hash, serviceNonce, out _, out AppraisalReport report);
        if (DescribeRefusal(report.Refusals, values.Owner) is { } broken)
        {
            throw new AttestationRefusedException(broken);
        }

        clock.Set(genuine.IssuedAt, askedAt);
        return new Attested(evidence, compact, report.Refusals);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// What makes the token useless here: it is not about this instance, or it is, and says that the guest is not safe. What
    /// the agreement alone asks for is not judged.
    /// </summary>
    /// <param name="refusals">The checks that were not satisfied.</param>
    /// <param name="owner">Whose rules the agreement's are.</param>
    /// <returns>A sentence, or <see langword="null"/>.</returns>
    internal static string? DescribeRefusal(IEnumerable<AppraisalCheck> refusals, string owner)
    {
        AppraisalCheck[] broken = [.. refusals.Where(check => check.Policy != owner)];
        AppraisalCheck[] foreign = [.. broken.Where(check => !s_safety.Contains(check.Claim))];
        return foreign.Length > 0 ? "the token does not belong to this instance: " + string.Join("; ", foreign.Select(check => check.ToString()))
            : broken.Length > 0 ? "this guest is not safe to run in: " + string.Join("; ", broken.Select(check => check.ToString()))
            : null;
    }

    private async Task<string> AskAsync(Evidence evidence, ulong nonce, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = new(AttestationRequest.Build(evidence, nonce));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        byte[] answer = await SendAsync(client => client.PostAsync(anchors.Authority.AttestSevSnpVm, body, cancellationToken), cancellationToken);
        return StrictJson.TryParse(answer, out JsonElement root)
            && root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("token", out JsonElement token)
            && token.ValueKind == JsonValueKind.String
            ? token.GetString()!
            : throw new AttestationRefusedException("the attestation service answered no token");
    }

    private async Task<Jwks> FetchKeysAsync(CancellationToken cancellationToken)
    {
        byte[] answer = await SendAsync(client => client.GetAsync(anchors.Authority.Certificates, cancellationToken), cancellationToken);
        return Jwks.TryParse(answer, out Jwks? jwks, out JwksFailure failure)
            ? jwks
            : throw new AttestationRefusedException($"the attestation service's keys are unreadable: {failure}");
    }

    private async Task<byte[]> SendAsync(Func<HttpClient, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await send(_client);
            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode && answer.Length <= MaximumAnswer
                ? answer
                : throw new AttestationRefusedException($"the attestation service answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            throw new AttestationRefusedException($"the attestation service {anchors.Authority} cannot be reached: {exception.Message}", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AttestationRefusedException(
                $"the attestation service {anchors.Authority} did not answer within {_client.Timeout.TotalSeconds:0} s", exception);
        }
    }
}
