using System.Collections;
using System.Net;
using System.Text.Json;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;

// The service in the enclave. It starts only when nothing foreign can be inside it, brings an instance up, and listens.
const int Refused = 3;

Dictionary<string, string> environment = Environment.GetEnvironmentVariables()
    .Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
IReadOnlyList<string> reasons = StartupGuard.FindReasons(environment);
foreach (string reason in reasons)
{
    Console.Error.WriteLine($"refused to start: {reason}");
}

if (reasons.Count > 0)
{
    return Refused;
}

if (!HostSettings.TryRead(environment, out HostSettings? settings, out string problem))
{
    Console.Error.WriteLine($"refused to start: {problem}");
    return Refused;
}

using CancellationTokenSource stopping = new();
if (settings.StopWithInput)
{
    InputWatch.Start(stopping);
}

try
{
    using RoomBuilder built = await RoomBuilder.BuildAsync(settings, stopping.Token);

    // Neither arguments nor settings files configure the server: what listens, and how, stands here and is measured.
    WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
    builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = settings.Limits.Connections;
        kestrel.Limits.MaxRequestBodySize = settings.Limits.Body;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        IPAddress address = settings.Listen.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(settings.Listen.DnsSafeHost);
        kestrel.Listen(address, settings.Listen.Port, listen => listen.UseHttps(built.Room.Keys.Certificate));
    });
    builder.Services.AddRoutingCore();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Limits.Drain + TimeSpan.FromSeconds(5));
    builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
        .AddFilter("EnclaveCleanRoom", LogLevel.Information);
    builder.Services.AddSingleton(built.Room).AddSingleton(built.Pipeline).AddSingleton<JobRunner>();
    builder.Services.AddHostedService(services => services.GetRequiredService<JobRunner>());

    await using WebApplication server = builder.Build();
    server.UseMiddleware<OutermostEdge>();
    server.UseRouting();
    RequestGate gate = new(built.Room);
    HealthEndpoints.Map(server, new Readiness(built.Room, server.Services.GetRequiredService<JobRunner>()));
    RouteGroupBuilder app = server.MapGroup(ApiVersion.Prefix);
    PublicEndpoints.Map(app, built.Room, built.Attestation);
    DatasetEndpoints.Map(app, built.Room, gate);
    JobEndpoints.Map(app, built.Room, gate, server.Services.GetRequiredService<JobRunner>());
    LedgerEndpoints.Map(app, built.Room, gate);
    PreviewEndpoints.Map(app, built.Room, gate, new AdmitStep(built.Room));
    await server.StartAsync(stopping.Token);
    string endpoint = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    Console.Out.WriteLine(JsonSerializer.Serialize(new { endpoint, instance = built.Room.Keys.Identity.SigningKey.ToString() }));
    await server.WaitForShutdownAsync(stopping.Token);
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}
catch (Exception exception) when (
    exception is StartRefusedException or AttestationRefusedException or EvidenceUnavailableException or LedgerDamagedException or SqliteException)
{
    Console.Error.WriteLine($"refused to start: {exception.Message}");
    return Refused;
}
