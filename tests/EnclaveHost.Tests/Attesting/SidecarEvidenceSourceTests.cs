using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting;

/// <summary>The sidecar over loopback: it may start later than the host, and says once and for all what it refuses.</summary>
public sealed class SidecarEvidenceSourceTests
{
    private static readonly RuntimeClaims s_claims = SimulatedEvidence.ValidClaims;

    [Fact]
    public async Task A_sidecar_that_starts_later_is_waited_for()
    {
        int port = FreePort();
        using SidecarEvidenceSource source = new($"http://127.0.0.1:{port}", new Patience(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50)));
        Task<Evidence> fetched = source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(fetched.IsCompleted);
        List<string> asked = [];
        await using WebApplication sidecar = await StartAsync(port, async context =>
        {
            asked.Add((await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body)).GetProperty("runtime_data").GetString()!);
            await Results.Json(Answer()).ExecuteAsync(context);
        });
        Evidence evidence = await fetched;
        Assert.Equal(s_claims.ReportData, evidence.Report.ReportData.ToArray());
        Assert.Equal(Convert.ToBase64String(s_claims.Encoded.Span), Assert.Single(asked));
    }

    [Fact]
    public async Task A_sidecar_that_never_starts_is_given_up_at_the_deadline()
    {
        using SidecarEvidenceSource source = new($"http://127.0.0.1:{FreePort()}", new Patience(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10)));
        Assert.Contains("is CLEANROOM_EVIDENCE right?", (await Refusal(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, 3)]
    [InlineData(400, 1)]
    public async Task A_sidecar_that_is_starting_is_asked_again_and_one_that_refuses_is_not(int status, int minimum)
    {
        int port = FreePort();
        int asked = 0;
        await using WebApplication sidecar = await StartAsync(port, context =>
        {
            asked++;
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using SidecarEvidenceSource source = new($"http://127.0.0.1:{port}", new Patience(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10)));
        await Refusal(source);
        Assert.True(status == 400 ? asked == 1 : asked >= minimum, $"{asked}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"evidence":"AA==","endorsements":"AA==","uvm_endorsements":"AA=="}""")]
    [InlineData("""{"evidence":"not base64","endorsements":"","uvm_endorsements":""}""")]
    [InlineData("nothing")]
    public async Task An_answer_that_is_no_evidence_is_refused(string answer)
    {
        int port = FreePort();
        await using WebApplication sidecar = await StartAsync(port, context => Results.Text(answer, "application/json").ExecuteAsync(context));
        using SidecarEvidenceSource source = new($"http://127.0.0.1:{port}", Patience.Ordinary);
        await Refusal(source);
    }

    private static object Answer() => new
    {
        evidence = Convert.ToBase64String(new SimulatedReport { ReportData = s_claims.ReportData }.ToBytes()),
        endorsements = Convert.ToBase64String(SimulatedChain.MilanPem),
        uvm_endorsements = Convert.ToBase64String(SimulatedEndorsement.Valid),
        endorsed_tcb = "",
    };

    private static Task<EvidenceUnavailableException> Refusal(SidecarEvidenceSource source) =>
        Assert.ThrowsAsync<EvidenceUnavailableException>(() => source.FetchAsync(s_claims, TestContext.Current.CancellationToken));

    private static async Task<WebApplication> StartAsync(int port, RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
