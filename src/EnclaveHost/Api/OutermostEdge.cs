namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>The one place that catches everything: what escapes a handler is answered without a reason.</summary>
internal sealed partial class OutermostEdge(RequestDelegate next, ILogger<OutermostEdge> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAborted();
        }
#pragma warning disable CA1031 // This is the outermost edge.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogEscaped(exception.GetType().Name);
            if (!context.Response.HasStarted)
            {
                await Problem.Of(RoomProblem.Internal, "the room could not answer").ExecuteAsync(context);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "the caller went away")]
    private partial void LogAborted();

    [LoggerMessage(Level = LogLevel.Error, Message = "a request ended in {Exception}")]
    private partial void LogEscaped(string exception);
}
