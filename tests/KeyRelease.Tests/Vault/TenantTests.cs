using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>An owner's vault is in the owner's tenant: it says so when it refuses, and is asked once more as somebody whom it knows.</summary>
public sealed class TenantTests
{
    private const string Challenge = """Bearer authorization="https://login.microsoftonline.com/72f988bf-0000", resource="https://vault.azure.net" """;

    [Fact]
    public async Task A_vault_of_another_tenant_is_asked_once_more_with_a_token_of_that_tenant()
    {
        Assert.Equal([null, "72f988bf-0000"], await TenantsAsync(Challenge, knows: "72f988bf-0000", KeyVaultFailureReason.NotFound));
    }

    [Fact]
    public async Task A_vault_that_refuses_that_token_too_is_not_asked_forever()
    {
        Assert.Equal([null, "72f988bf-0000"], await TenantsAsync(Challenge, knows: "nobody", KeyVaultFailureReason.Unauthorized));
    }

    [Theory]
    [InlineData("""Bearer authorization="https://login.microsoftonline.com/72f988bf-0000", resource="https://graph.microsoft.com" """)]
    [InlineData("""Bearer authorization="http://login.microsoftonline.com/72f988bf-0000", resource="https://vault.azure.net" """)]
    [InlineData("""Bearer authorization="https://login.microsoftonline.com/", resource="https://vault.azure.net" """)]
    [InlineData("""Bearer authorization="https://login.microsoftonline.com/a%2Fb", resource="https://vault.azure.net" """)]
    [InlineData("""Basic realm="vault" """)]
    [InlineData("Bearer")]
    public async Task A_challenge_for_another_resource_or_of_no_tenant_is_not_followed(string challenge)
    {
        Assert.Equal([null], await TenantsAsync(challenge, knows: "72f988bf-0000", KeyVaultFailureReason.Unauthorized));
    }

    [Fact]
    public async Task A_pause_that_the_vault_asks_for_ends_at_the_deadline()
    {
        using Vault handler = new(_ => Busy());
        using KeyVaultClient client = Client(handler, new Credential([]), TimeSpan.FromMilliseconds(300));
        KeyVaultFailure failure = (await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken)).Failure!;
        Assert.Equal((KeyVaultFailureReason.Throttled, 429), (failure.Reason, failure.Status));
    }

    private static async Task<List<string?>> TenantsAsync(string challenge, string knows, KeyVaultFailureReason reason)
    {
        List<string?> tenants = [];
        using Vault handler = new(request => request.Headers.Authorization?.Parameter == knows ? Answer(404) : Refusal(challenge));
        using KeyVaultClient client = Client(handler, new Credential(tenants), TimeSpan.FromMinutes(1));
        Assert.Equal(reason, (await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken)).Failure?.Reason);
        return tenants;
    }

    private static KeyVaultClient Client(Vault handler, Credential credential, TimeSpan deadline) => new(
        FakeVault.Address, credential, KeyVaultTrust.System, TimeProvider.System,
        new HttpClientTransport(new HttpClient(handler, disposeHandler: false)), TimeSpan.FromMilliseconds(1), deadline);

    private static HttpResponseMessage Answer(int status) => new((HttpStatusCode)status) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Refusal(string challenge)
    {
        HttpResponseMessage refusal = Answer(401);
        refusal.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge.Trim());
        return refusal;
    }

    private static HttpResponseMessage Busy()
    {
        HttpResponseMessage busy = Answer(429);
        busy.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromMinutes(10));
        return busy;
    }

    private sealed class Vault(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }

    /// <summary>Gives a token that is called like the tenant it is of, and remembers for which it was asked.</summary>
    private sealed class Credential(List<string?> tenants) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            tenants.Add(requestContext.TenantId);
            return new AccessToken(requestContext.TenantId ?? "home", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
