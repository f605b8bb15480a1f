using EnclaveCleanRoom.EnclaveHost.Instance;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>
/// Sends metrics, traces and the room's own log lines to the operator's collector, by OTLP over HTTP. The collector is the operator's and is trusted with nothing:
/// what leaves is what docs/telemetry.md lists. Lines of libraries are not sent.
/// </summary>
/// <remarks>The variables by which the library would let itself be steered (<c>OTEL_…</c>) are refused at start.</remarks>
internal sealed class TelemetryExport : IDisposable
{
    private const int MetricsInterval = 15_000;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    /// <param name="collector">The collector's address, without path.</param>
    /// <param name="room">Whose telemetry.</param>
    internal TelemetryExport(Uri collector, Room room)
    {
        ResourceBuilder resource = Resource(room);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(RoomMetrics.MeterName)
            .AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(Options(collector, "v1/metrics")), MetricsInterval))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(JobTrace.SourceName)
            .SetSampler(new AlwaysOnSampler())
            .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(Options(collector, "v1/traces"))))
            .Build();
    }

    /// <summary>Adds the room's log to a logging configuration.</summary>
    internal static void AddLog(ILoggingBuilder logging, Uri collector, Room room)
    {
        logging.AddOpenTelemetry(options => options
            .SetResourceBuilder(Resource(room))
            .AddProcessor(new BatchLogRecordExportProcessor(new OtlpLogExporter(Options(collector, "v1/logs")))));
        logging.AddFilter<OpenTelemetryLoggerProvider>((category, level) =>
            category is not null && category.StartsWith("EnclaveCleanRoom.", StringComparison.Ordinal) && level >= LogLevel.Information);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    // Who this is: the agreement it serves and the key that its evidence names. Nothing about the machine or the process.
    private static ResourceBuilder Resource(Room room) => ResourceBuilder.CreateEmpty().AddAttributes(
    [
        new("service.name", "cleanroom"),
        new("service.instance.id", room.Keys.Identity.SigningKey.ToString()),
        new("cleanroom.agreement", room.Agreement.Hash.ToString()),
    ]);

    private static OtlpExporterOptions Options(Uri collector, string path) => new()
    {
        Endpoint = new Uri(collector, path),
        Protocol = OtlpExportProtocol.HttpProtobuf,
        TimeoutMilliseconds = (int)s_timeout.TotalMilliseconds,
        HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = s_timeout },
    };
}
