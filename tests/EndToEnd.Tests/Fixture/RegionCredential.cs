using System.Text.Json;
using Azure.Core;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// An access token from one region's identity endpoint. The usual credential reads the endpoint from the environment, which all
/// tests share, and several regions run at once.
/// </summary>
internal sealed class RegionCredential(Uri endpoint, string header) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The key-vault client asks asynchronously.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        string resource = requestContext.Scopes[0].Replace("/.default", "", StringComparison.Ordinal);
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        using HttpRequestMessage request = new(
            HttpMethod.Get, new Uri($"{endpoint}?api-version=2019-08-01&resource={Uri.EscapeDataString(resource)}"));
        request.Headers.Add("X-IDENTITY-HEADER", header);
        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new AccessToken(answer.RootElement.GetProperty("access_token").GetString()!, DateTimeOffset.UtcNow.AddMinutes(30));
    }
}
