using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>
/// Tokens that nobody may believe, shown to a real vault. Each speaks of a room that the key's policy accepts in every claim, so
/// that the vault's refusal is about the token and nothing else; the verifier, which room and vault share, names the reason.
/// </summary>
public sealed class TokenTests(TestWorld world)
{
    [Fact]
    public async Task An_expired_token_is_refused_by_the_vault()
    {
        await using TestRegion region = await world.StartRegionAsync("--clock-offset", "-7200", "--token-lifetime", "600");
        Deal deal = world.Agree(null, region);
        await using TestRoom room = await deal.OpenRoomAsync();
        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, await TokenRequest.FetchEvidenceAsync(room.Address));
        Assert.Equal(TokenAuthenticationFailure.Expired, await TokenRequest.AuthenticateAsync(deal.Agreement.Agreement.Enclave, token));
        await IsForbiddenThoughItsClaimsSatisfyAsync(deal, token);
    }

    [Fact]
    public async Task A_token_from_another_authority_is_refused_by_the_vault()
    {
        TestRoom room = await world.StandardRoomAsync();
        await using TestRegion other = await world.StartRegionAsync();
        EnclaveTerms elsewhere = other.Region.Describe(world.HostData);
        string token = await TokenRequest.AskAsync(elsewhere, await TokenRequest.FetchEvidenceAsync(room.Address));
        Assert.Equal(TokenAuthenticationFailure.Issuer, await TokenRequest.AuthenticateAsync(room.Agreement.Agreement.Enclave, token));
        await IsForbiddenThoughItsClaimsSatisfyAsync(room.Deal, token);
        Assert.False((await VaultRequest.EvaluateAsync(room.Deal, StandardAgreement.Ads, token, elsewhere.AttestationAuthority)).IsGranted);
    }

    [Fact]
    public async Task A_token_without_a_signature_algorithm_is_refused_by_the_vault()
    {
        TestRoom room = await world.StandardRoomAsync();
        string[] parts = (await GenuineTokenAsync(room)).Split('.');
        string token = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
        Assert.False(AttestationToken.TryParse(token, out _, out AttestationTokenFailure failure));
        Assert.Equal(AttestationTokenFailure.Algorithm, failure);
        await IsForbiddenThoughItsClaimsSatisfyAsync(room.Deal, token);
    }

    [Fact]
    public async Task A_token_signed_by_a_key_that_the_authority_does_not_publish_is_refused_by_the_vault()
    {
        TestRoom room = await world.StandardRoomAsync();
        string[] parts = (await GenuineTokenAsync(room)).Split('.');
        using RSA key = RSA.Create(2048);
        string signed = $"{Encode("""{"alg":"RS256","kid":"not-published","typ":"JWT"}""")}.{parts[1]}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        string token = $"{signed}.{Base64UrlText.Encode(signature)}";
        Assert.Equal(TokenAuthenticationFailure.KeyNotFound, await TokenRequest.AuthenticateAsync(room.Agreement.Agreement.Enclave, token));
        await IsForbiddenThoughItsClaimsSatisfyAsync(room.Deal, token);
    }

    [Fact]
    public async Task A_token_with_a_changed_claim_is_refused_by_the_vault()
    {
        TestRoom room = await world.StandardRoomAsync();
        string[] parts = (await GenuineTokenAsync(room)).Split('.');
        Assert.True(Base64UrlText.TryDecode(parts[1], out byte[]? payload));
        string changed = Encoding.UTF8.GetString(payload).Replace("\"x-ms-sevsnpvm-guestsvn\":", "\"x-ms-sevsnpvm-guestsvn\": ", StringComparison.Ordinal);
        string token = $"{parts[0]}.{Encode(changed)}.{parts[2]}";
        Assert.NotEqual(parts[1], token.Split('.')[1]);
        Assert.Equal(TokenAuthenticationFailure.Signature, await TokenRequest.AuthenticateAsync(room.Agreement.Agreement.Enclave, token));
        await IsForbiddenThoughItsClaimsSatisfyAsync(room.Deal, token);
    }

    [Fact]
    public async Task Runtime_data_that_the_report_does_not_bind_gets_no_token_from_the_attestation_service()
    {
        TestRoom room = await world.StandardRoomAsync();
        Evidence evidence = await TokenRequest.FetchEvidenceAsync(room.Address);
        byte[] request = AttestationRequest.Build(
            evidence.Report.Encoded.Span,
            Encoding.ASCII.GetBytes(evidence.Chain.ToPem()),
            evidence.Endorsement.Encoded.Span,
            ClaimsOfSomebodyElse(evidence).Encoded.Span,
            TokenRequest.Nonce());
        (int status, string body) = await TokenRequest.PostAsync(room.Agreement.Agreement.Enclave, request);
        Assert.Equal(400, status);
        Assert.Contains("RuntimeDataMismatch", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runtime_data_that_the_report_does_not_bind_is_refused_by_an_owners_appraisal_of_real_evidence()
    {
        TestRoom room = await world.StandardRoomAsync();
        Evidence evidence = await TokenRequest.FetchEvidenceAsync(room.Address);
        RuntimeClaims claims = ClaimsOfSomebodyElse(evidence);
        Assert.True(Evidence.TryCreate(
            evidence.Report.Encoded, evidence.Certificates, evidence.Endorsement.Encoded, claims.Encoded, out Evidence? forged, out EvidenceFailure failure), failure.ToString());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.False(Appraiser.TryAppraise(
            forged, room.Agreement.Agreement.Enclave.ToTrustAnchors(), room.Agreement.ReferenceValuesAt(now), room.Agreement.Hash,
            ExpectedNonce.Exactly(claims.Nonce), now, out _, out AppraisalReport report));
        Assert.Equal("report_data", Assert.Single(report.Refusals).Claim);
    }

    /// <summary>What somebody in between would want bound: the same claims with a wrapping key of his own.</summary>
    private static RuntimeClaims ClaimsOfSomebodyElse(Evidence evidence)
    {
        using RSA own = RSA.Create(3072);
        RuntimeClaims claims = evidence.RuntimeClaims;
        return RuntimeClaims.Create(
            RsaPublicJwk.FromRsa(own, "wrapping", "encrypt"), claims.SigningKey, claims.TlsKey, claims.Agreement, claims.Nonce);
    }

    private static async Task<string> GenuineTokenAsync(TestRoom room) =>
        await TokenRequest.AskAsync(room.Agreement.Agreement.Enclave, await TokenRequest.FetchEvidenceAsync(room.Address));

    private static async Task IsForbiddenThoughItsClaimsSatisfyAsync(Deal deal, string token)
    {
        Assert.True((await VaultRequest.EvaluateAsync(deal, StandardAgreement.Ads, token)).IsGranted);
        KeyVaultFailure failure = await VaultRequest.ReleaseAsync(deal, StandardAgreement.Ads, token);
        Assert.Equal((KeyVaultFailureReason.Forbidden, 403), (failure.Reason, failure.Status));
    }

    private static string Encode(string text) => Base64UrlText.Encode(Encoding.UTF8.GetBytes(text));
}
