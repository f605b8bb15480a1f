using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Telemetry;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>The one place that catches everything: what escapes a handler is answered without a reason.</summary>
internal sealed class OutermostEdge(RequestDelegate next, Room room, ILogger<OutermostEdge> logger)
{
    /// <summary>SQLITE_FULL.</summary>
    private const int SqliteFull = 13;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            RoomLog.LogCallerGone(logger);
        }
        catch (SqliteException exception)
        {
            await AnswerAsync(
                context,
                exception,
                exception.SqliteErrorCode == SqliteFull
                    ? Problem.Of(RoomProblem.DiskFull, "the ledger's disk is full; nothing of the request is kept")
                    : Problem.Of(RoomProblem.LedgerUnwritable, "the ledger cannot be written at present; nothing of the request is kept"));
        }
        catch (BadHttpRequestException exception)
        {
            // The connection broke in the middle of a body, or what came is no HTTP: nobody is there to be told anything.
            await AnswerAsync(context, exception, Problem.Of(RoomProblem.ParameterMalformed, "the request is no complete HTTP request"));
        }
#pragma warning disable CA1031 // This is the outermost edge.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await AnswerAsync(context, exception, Problem.Of(RoomProblem.Internal, "the room could not answer"));
        }
        finally
        {
            room.Metrics.CountRequest((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, context.Request.Method, context.Response.StatusCode);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception, IResult problem)
    {
        RoomLog.LogRequestEscaped(logger, exception.GetType().Name);
        if (!context.Response.HasStarted)
        {
            await Answer.WriteAsync(context, room, problem);
        }
    }
}
