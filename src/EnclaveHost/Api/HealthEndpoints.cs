using EnclaveCleanRoom.EnclaveHost.Operating;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>
/// What the platform asks: has it started, is it alive, may it be sent work. Open to anybody and without a version, because platforms are configured by
/// hand. Nothing in the answers depends on data.
/// </summary>
/// <remarks>
/// A restart costs more here than elsewhere: the instance's keys die with it, and every owner has to grant anew. So an instance counts as dead only when nothing but
/// a restart can mend it; everything else is not being ready.
/// </remarks>
internal static class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, Readiness readiness)
    {
        // The room listens when it has attested itself and verified its ledger: whoever gets an answer knows that it has started.
        app.MapGet("/health/start", context => Results.Json(new { status = "started" }).ExecuteAsync(context));
        app.MapGet("/health/live", context => WriteAsync(context, readiness.CheckLife()));
        app.MapGet("/health/ready", async context => await WriteAsync(context, await readiness.CheckAsync()));
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<HealthCheck> checks)
    {
        bool holds = checks.All(check => check.Holds);
        return Results.Json(
            new
            {
                status = holds ? "ok" : "failing",
                checks = checks.Select(check => new { name = check.Name, holds = check.Holds, advice = check.Holds ? null : check.Advice }),
            },
            statusCode: holds ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
    }
}
