using System.Net;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>The real credential class works against the endpoint without change, and nobody without the header is served.</summary>
public sealed class ManagedIdentityTests(Cloud cloud)
{
    [Fact]
    public async Task The_real_credential_gets_tokens_that_the_vault_accepts()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", cloud.Process.Text("identity_endpoint"));
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", cloud.Process.Text("identity_header"));
        ManagedIdentityId[] identities =
            [ManagedIdentityId.SystemAssigned, ManagedIdentityId.FromUserAssignedClientId("6f2a8d2e-6f0e-4f6b-9a58-0d5f3e1f7c11")];
        foreach (ManagedIdentityId identity in identities)
        {
            ManagedIdentityCredential credential = new(identity);
            AccessToken token = await credential.GetTokenAsync(
                new TokenRequestContext(["https://vault.azure.net/.default"]), TestContext.Current.CancellationToken);
            Assert.InRange(token.ExpiresOn - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
            (HttpStatusCode status, _) = await VaultCalls.SendAsync(cloud.Process, HttpMethod.Get, "/keys/absent", null, token.Token);
            Assert.Equal(HttpStatusCode.NotFound, status);
        }
    }

    [Theory]
    [InlineData(null, "2019-08-01", "https://vault.azure.net", HttpStatusCode.Unauthorized)]
    [InlineData("wrong", "2019-08-01", "https://vault.azure.net", HttpStatusCode.Unauthorized)]
    [InlineData("right", "2018-02-01", "https://vault.azure.net", HttpStatusCode.BadRequest)]
    [InlineData("right", "2019-08-01", "", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_not_the_protocols_is_refused(string? header, string version, string resource, HttpStatusCode wanted)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{cloud.Process.Text("identity_endpoint")}?api-version={version}&resource={resource}");
        if (header is not null)
        {
            request.Headers.Add("X-IDENTITY-HEADER", header == "right" ? cloud.Process.Text("identity_header") : header);
        }

        using HttpResponseMessage answer = await cloud.Process.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(wanted, answer.StatusCode);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
