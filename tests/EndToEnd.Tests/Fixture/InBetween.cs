using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Somebody on the way to a room: ends TLS with a key of his own and passes every byte on, in both directions.</summary>
internal sealed class InBetween : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Uri _room;
    private readonly Task _running;
    private int _passedOn;

    internal InBetween(Uri room)
    {
        _room = room;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = new("CN=room", key, HashAlgorithmName.SHA384);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        _certificate = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _running = RunAsync();
    }

    internal Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Connections whose client accepted the key of who stands in between.</summary>
    internal int PassedOn => _passedOn;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
        _certificate.Dispose();
        _listener.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(PassOnAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassOnAsync(TcpClient client)
    {
        try
        {
            using TcpClient room = new();
            await using SslStream near = new(client.GetStream());
            await near.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            await room.ConnectAsync(_room.Host, _room.Port, _stop.Token);
            await using SslStream far = new(room.GetStream());
            await far.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = _room.Host, RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, _stop.Token);
            Interlocked.Increment(ref _passedOn);
            await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // The client turned away, or the test is over.
        }
        finally
        {
            client.Dispose();
        }
    }
}
