using EnclaveCleanRoom.EnclaveHost.Instance;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Lets a request through the gate and writes what comes of it.</summary>
internal static class Answer
{
    /// <param name="context">The request.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="handle">The handler.</param>
    internal static Task WithAsync(HttpContext context, RequestGate gate, Func<PartyRequest, IResult> handle) =>
        StreamAsync(context, gate, request => Task.FromResult<IResult?>(handle(request)));

    /// <summary>Writes an answer; a problem is counted by its code.</summary>
    internal static Task WriteAsync(HttpContext context, Room room, IResult result)
    {
        if (result is ProblemHttpResult { ProblemDetails.Title: { } code })
        {
            room.Metrics.CountProblem(code);
        }

        return result.ExecuteAsync(context);
    }

    /// <param name="context">The request.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="handle">The handler; <see langword="null"/> when it has written the answer itself.</param>
    internal static async Task StreamAsync(HttpContext context, RequestGate gate, Func<PartyRequest, Task<IResult?>> handle)
    {
        (PartyRequest? request, IResult? refusal) = await gate.EnterAsync(context);
        IResult? result;
        using (request)
        {
            result = request is null ? refusal : await handle(request);
        }

        if (result is not null)
        {
            await WriteAsync(context, gate.Room, result);
        }
    }
}
