using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// A program in the guest that, unlike the host, does not mind what the guest is like, and asks the security processor for
/// evidence about itself. It is this test program: its measurement is its own.
/// </summary>
internal sealed class CarelessProgram : IDisposable
{
    private readonly RSA _wrapping = RSA.Create(3072);
    private readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    internal async Task<Evidence> AttestAsync(TestRegion region, Digest256 agreement)
    {
        RuntimeClaims claims = RuntimeClaims.Create(
            RsaPublicJwk.FromRsa(_wrapping, "wrapping", "encrypt"), EcPublicJwk.FromKey(_signing), agreement, agreement, RandomNumberGenerator.GetBytes(32));
        using SocketsHttpHandler handler = new() { UseProxy = false, ConnectCallback = (_, cancellation) => ConnectAsync(region.Region.Socket, cancellation) };
        using HttpClient client = new(handler);
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            new Uri("http://localhost/attest/combined"),
            new { runtime_data = Convert.ToBase64String(claims.Encoded.Span) }, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        JsonElement answer = JsonElement.Parse(body);
        Assert.True(Evidence.TryCreate(Part("evidence"), Part("endorsements"), Part("uvm_endorsements"), claims.Encoded, out Evidence? evidence, out EvidenceFailure failure), failure.ToString());
        return evidence;

        byte[] Part(string name) => Convert.FromBase64String(answer.GetProperty(name).GetString()!);
    }

    public void Dispose()
    {
        _wrapping.Dispose();
        _signing.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
