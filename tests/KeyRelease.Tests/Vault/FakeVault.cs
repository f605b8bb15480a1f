using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>Answers a client's requests in order, without a network, and remembers what it was sent.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new();

    public static Uri Address { get; } = new("https://owner.vault.azure.net");

    public List<string> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public FakeVault Answer(int status, string body)
    {
        _answers.Enqueue(((HttpStatusCode)status, body));
        return this;
    }

    public KeyVaultClient Client(KeyVaultTrust? trust = null, TimeProvider? time = null) => new(
        Address,
        new FixedCredential(),
        trust ?? KeyVaultTrust.System,
        time ?? TimeProvider.System,
        new HttpClientTransport(new HttpClient(this, disposeHandler: false)),
        TimeSpan.FromMilliseconds(1));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("Bearer the-token", request.Headers.Authorization?.ToString());
        Requests.Add($"{request.Method} {request.RequestUri}");
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        if (_answers.Count == 0)
        {
            throw new HttpRequestException("connection refused");
        }

        (HttpStatusCode status, string body) = _answers.Dequeue();
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["https://vault.azure.net/.default"], requestContext.Scopes);
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
