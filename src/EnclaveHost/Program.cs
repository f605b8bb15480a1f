using System.Collections;
using System.Net;
using System.Text.Json;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Startup;
using EnclaveCleanRoom.EnclaveHost.Telemetry;
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
        kestrel.Limits.MaxRequestBodySize = RoomLimits.MostBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        IPAddress address = settings.Listen.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(settings.Listen.DnsSafeHost);
        kestrel.Listen(address, settings.Listen.Port, listen => listen.UseHttps(built.Room.Keys.Certificate));
    });
    builder.Services.AddRoutingCore();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Limits.Drain + TimeSpan.FromSeconds(5));
    builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
        .AddFilter("EnclaveCleanRoom", LogLevel.Information);
    if (settings.Telemetry is { } collector)
    {
        TelemetryExport.AddLog(builder.Logging, collector, built.Room);
    }

    builder.Services.AddSingleton(built.Room).AddSingleton(built.Pipeline).AddSingleton<JobRunner>();
    builder.Services.AddHostedService(services => services.GetRequiredService<JobRunner>());

    await using WebApplication server = builder.Build();
    server.UseMiddleware<OutermostEdge>();
    server.UseRouting();
    JobRunner runner = server.Services.GetRequiredService<JobRunner>();
    Readiness readiness = new(built.Room, runner);
    RoomGauges.Observe(built.Room, runner, readiness);
    using TelemetryExport? telemetry = settings.Telemetry is { } to ? new TelemetryExport(to, built.Room) : null;
    RoomApi.Map(server, built.Room, built.Attestation, runner, readiness);
    IReadOnlyList<string> warnings = await Preflight.FindAsync(built.Room, built.Credential, DateTimeOffset.UtcNow, stopping.Token);
    await server.StartAsync(stopping.Token);
    string endpoint = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    // The first line is for whoever started the host; the log follows it.
    Console.Out.WriteLine(JsonSerializer.Serialize(new { endpoint, instance = built.Room.Keys.Identity.SigningKey.ToString() }));
    ILogger log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger(RoomLog.StartCategory);
    RoomLog.LogStarted(log, built.Room.Keys.Identity.SigningKey.ToString(), built.Room.Agreement.Hash.ToString());
    foreach (string warning in warnings)
    {
        RoomLog.LogWarned(log, warning);
    }

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
