using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EnclaveCleanRoom.LocalCloud.Http;

/// <summary>
/// Servers of the region: one a service, as in a real one, each with nothing but its own routes. None reads configuration files or
/// environment, none logs to standard output, and none binds anything but loopback and Unix sockets.
/// </summary>
internal static class LoopbackServer
{
    private const long MaxBodyBytes = 1024 * 1024;

    /// <summary>An https server.</summary>
    public static WebApplication Https(IPAddress address, int port, X509Certificate2 certificate, X509Certificate2 issuer) =>
        Tcp(address, port, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            ServerCertificateChain = [issuer],
        }));

    /// <summary>A plain http server, for the one endpoint that is plain in Azure too.</summary>
    public static WebApplication Http(IPAddress address, int port) => Tcp(address, port, listen => listen.Protocols = HttpProtocols.Http1);

    /// <summary>A server on a Unix socket that only this user may connect to.</summary>
    public static WebApplication UnixSocket(string path, Func<ConnectionDelegate, ConnectionDelegate> identify) =>
        Build(kestrel => kestrel.ListenUnixSocket(path, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(identify);
        }));

    /// <summary>The base address of a started TCP server, without a slash at its end.</summary>
    public static string UrlOf(WebApplication started) =>
        started.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    private static WebApplication Tcp(IPAddress address, int port, Action<ListenOptions> listen)
    {
        // The command line refuses other addresses with a sentence; this is the last line of defence, for every caller.
        return IPAddress.IsLoopback(address)
            ? Build(kestrel => kestrel.Listen(address, port, listen))
            : throw new ArgumentException("The simulated region listens on loopback addresses only.", nameof(address));
    }

    private static WebApplication Build(Action<KestrelServerOptions> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            listen(kestrel);
        });
        WebApplication server = builder.Build();
        server.Use(OutermostEdge.InvokeAsync);
        server.UseRouting();
        return server;
    }
}
