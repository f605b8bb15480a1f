namespace EnclaveCleanRoom.LocalCloud.Http;

/// <summary>The one place that catches everything: a bug becomes a 500 without detail, and a line on standard error.</summary>
internal static class OutermostEdge
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (BadHttpRequestException or OperationCanceledException))
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {failure}").ConfigureAwait(false);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }
}
