using Azure.Core;
using EnclaveCleanRoom.EnclaveHost.Startup;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Startup;

/// <summary>The room's own identity at home, and one credential for each tenant that a vault names.</summary>
public sealed class FederatedCredentialTests
{
    [Fact]
    public async Task Without_a_tenant_the_own_identity_answers_and_each_other_tenant_has_one_credential()
    {
        List<string> made = [];
        FederatedCredential credential = new(new Fixed("own"), tenant =>
        {
            made.Add(tenant);
            return new Fixed(tenant);
        });
        Assert.Equal("own", await TokenAsync(null));
        Assert.Equal("a", await TokenAsync("a"));
        Assert.Equal("b", await TokenAsync("b"));
        Assert.Equal("a", await TokenAsync("A"));
        Assert.Equal(["a", "b"], made);

        async Task<string> TokenAsync(string? tenant) =>
            (await credential.GetTokenAsync(new TokenRequestContext(["s"], tenantId: tenant), TestContext.Current.CancellationToken)).Token;
    }

    private sealed class Fixed(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
