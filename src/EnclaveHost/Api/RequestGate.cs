using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>
/// Every request but those that let a stranger decide whether to trust this instance passes here: signed by a party, bound
/// to this instance, short-lived, and never seen before.
/// </summary>
internal sealed class RequestGate(Room room)
{
    /// <summary>Largest body that is read: a document, or one piece of an upload.</summary>
    internal const int MaximumBody = 16 << 20;

    /// <summary>Reads the body and decides who asks.</summary>
    /// <returns>Who asks and what, or the answer that refuses.</returns>
    internal async Task<(PartyRequest? Request, IResult? Refusal)> EnterAsync(HttpContext context)
    {
        byte[]? body = await ReadBodyAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            return (null, Problem.Of(RoomProblem.BodyTooLarge, $"a body has at most {MaximumBody} bytes"));
        }

        RequestPayload received = new()
        {
            Method = context.Request.Method,
            Target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent(),
            Body = Digest256.Of(body),
        };
        string? header = context.Request.Headers[RequestSigner.HeaderName];
        DateTimeOffset now = room.Clock.Now;
        if (!RequestVerifier.TryVerify(
                header, room.Agreement, room.Keys.Identity.SigningKey, received, now, out AuthenticatedRequest? request, out RequestFailure failure))
        {
            return (null, Problem.Of(failure));
        }

        return room.Requests.TryRecord(request, now)
            ? (new PartyRequest(request.Party, body), null)
            : (null, Problem.Of(RequestFailure.Replayed));
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaximumBody)
        {
            return null;
        }

        using MemoryStream body = new();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaximumBody)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
