using Azure.Core;
using Azure.Core.Pipeline;
using EnclaveCleanRoom.KeyRelease.Tests.Release;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>An owner's token is good at each of its vaults, so it is shown to vaults of Azure alone.</summary>
public sealed class AzureVaultsTests
{
    private static readonly KeyVaultTrust s_named = KeyVaultTrust.Named(ReleaseKeys.Committed.Root);

    public static TheoryData<string> Foreign =>
    [
        "https://evilvault.azure.net.example", "https://vault.azure.net.example", "https://evilvault.azure.net", "https://vault.azure.net", "https://127.0.0.1:8443",
        "https://owner.vault.azure.com", "https://owner.v\u0430ult.azure.net", "https://owner.vault.azure.net@evil.example",
    ];

    [Theory]
    [InlineData("https://owner.vault.azure.net", "https://vault.azure.net/.default")]
    [InlineData("https://OWNER.Vault.Azure.Net", "https://vault.azure.net/.default")]
    [InlineData("https://owner.vault.azure.cn", "https://vault.azure.cn/.default")]
    [InlineData("https://owner.vault.usgovcloudapi.net", "https://vault.usgovcloudapi.net/.default")]
    [InlineData("https://owner.managedhsm.azure.net", "https://managedhsm.azure.net/.default")]
    [InlineData("https://owner.managedhsm.azure.cn", "https://managedhsm.azure.cn/.default")]
    [InlineData("https://owner.managedhsm.usgovcloudapi.net", "https://managedhsm.usgovcloudapi.net/.default")]
    public void The_token_is_asked_for_the_vaults_cloud(string vault, string scope)
    {
        Assert.Equal(scope, AzureVaults.ScopeOf(new Uri(vault), KeyVaultTrust.System));
        Assert.Equal(scope, AzureVaults.ScopeOf(new Uri(vault), s_named));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Another_host_gets_no_token_that_is_good_at_Azure(string vault)
    {
        Uri address = new(vault);
        Assert.Null(AzureVaults.ScopeOf(address, KeyVaultTrust.System));
        Assert.Equal(address.GetLeftPart(UriPartial.Authority) + "/.default", AzureVaults.ScopeOf(address, s_named));
    }

    [Theory]
    [InlineData("https://evilvault.azure.net.example")]
    [InlineData("https://evilvault.azure.net")]
    public async Task Nothing_is_sent_and_no_token_is_asked_for_a_host_that_looks_like_a_vault(string vault)
    {
        Asked asked = new();
        using HttpClient http = new(asked, disposeHandler: false);
        using KeyVaultClient client = new(new Uri(vault), asked.Credential, KeyVaultTrust.System, TimeProvider.System, new HttpClientTransport(http), TimeSpan.Zero);

        KeyVaultFailure failure = (await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken)).Failure!;

        Assert.Equal((KeyVaultFailureReason.HostOutsideAzure, null), (failure.Reason, failure.Status));
        Assert.Contains(new Uri(vault).Host, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsRetryable);
        Assert.Empty(asked.Scopes);
        Assert.Equal(0, asked.Requests);
    }

    [Fact]
    public async Task A_cloud_of_ones_own_gets_a_token_for_its_own_address()
    {
        Asked asked = new();
        using HttpClient http = new(asked, disposeHandler: false);
        using KeyVaultClient client = new(new Uri("https://127.0.0.1:8443"), asked.Credential, s_named, TimeProvider.System, new HttpClientTransport(http), TimeSpan.Zero);

        Assert.Equal(KeyVaultFailureReason.NotFound, (await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken)).Failure!.Reason);
        Assert.Equal(["https://127.0.0.1:8443/.default"], asked.Scopes);
        Assert.Equal(1, asked.Requests);
    }

    /// <summary>Counts requests, and remembers for what tokens were asked.</summary>
    private sealed class Asked : HttpMessageHandler
    {
        internal Asked() => Credential = new Remembering(Scopes);

        internal TokenCredential Credential { get; }

        internal List<string> Scopes { get; } = [];

        internal int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("{}") });
        }
    }

    private sealed class Remembering(List<string> scopes) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            scopes.AddRange(requestContext.Scopes);
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
