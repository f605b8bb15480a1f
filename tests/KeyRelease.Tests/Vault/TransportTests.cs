using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using EnclaveCleanRoom.KeyRelease.Tests.Release;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>A real TLS connection over the loopback: which certificates the client talks to.</summary>
public sealed class TransportTests
{
    private static readonly RSA s_serverKey = RSA.Create(2048);
    private static readonly (byte[] Root, byte[] Leaf) s_localhost = ReleaseKeys.Certificates(s_serverKey, "localhost", from: 2020);
    private static readonly (byte[] Root, byte[] Leaf) s_elsewhere = ReleaseKeys.Certificates(s_serverKey, "elsewhere.example", from: 2020);

    [Fact]
    public async Task A_service_under_a_named_root_is_talked_to() =>
        Assert.Equal(KeyVaultFailureReason.NotFound, await ReasonAsync(s_localhost.Leaf, KeyVaultTrust.Named(s_localhost.Root)));

    [Fact]
    public async Task A_service_under_another_root_is_not() =>
        Assert.Equal(KeyVaultFailureReason.UntrustedService, await ReasonAsync(s_localhost.Leaf, KeyVaultTrust.Named(s_elsewhere.Root)));

    [Fact]
    public async Task A_host_outside_Azure_is_not_even_asked_under_the_roots_of_the_system() =>
        Assert.Equal(KeyVaultFailureReason.HostOutsideAzure, await ReasonAsync(s_localhost.Leaf, KeyVaultTrust.System));

    [Fact]
    public async Task A_service_for_another_host_is_not() =>
        Assert.Equal(KeyVaultFailureReason.UntrustedService, await ReasonAsync(s_elsewhere.Leaf, KeyVaultTrust.Named(s_elsewhere.Root)));

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("https://localhost/path")]
    [InlineData("https://user@localhost")]
    public void An_address_that_is_no_vaults_is_the_callers_mistake(string address) =>
        Assert.Throws<ArgumentException>(() => new KeyVaultClient(new Uri(address), new AnyCredential(), KeyVaultTrust.System));

    [Fact]
    public void A_trust_names_certificates()
    {
        Assert.Throws<ArgumentException>(() => KeyVaultTrust.Named(new byte[] { 1, 2, 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyVaultTrust.Named([]));
        Assert.True(KeyVaultTrust.System.IsSystem);
        Assert.False(KeyVaultTrust.Named(s_localhost.Root).IsSystem);
    }

    private static async Task<KeyVaultFailureReason?> ReasonAsync(byte[] leaf, KeyVaultTrust trust)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(leaf).CopyWithPrivateKey(s_serverKey);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, certificate, cancellation);
        Uri vault = new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using KeyVaultClient client = new(
            vault, new AnyCredential(), trust, TimeProvider.System, KeyRelease.Vault.VaultTransport.Create(trust), TimeSpan.FromMilliseconds(1));

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, cancellation);

        listener.Stop();
        await serving;
        return read.Failure?.Reason;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync(cancellation);
                await AnswerAsync(connection, certificate, cancellation);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The listener was stopped: the test is over.
        }
    }

    private static async Task AnswerAsync(TcpClient connection, X509Certificate2 certificate, CancellationToken cancellation)
    {
        try
        {
            await using SslStream stream = new(connection.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellation);
            byte[] request = new byte[4096];
            _ = await stream.ReadAsync(request, cancellation);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"), cancellation);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like the certificate and left.
        }
    }

    private sealed class AnyCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("t", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
