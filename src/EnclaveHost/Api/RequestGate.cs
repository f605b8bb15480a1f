using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Limits;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>
/// Every request but those that let a stranger decide whether to trust this instance passes here: signed by a party, bound
/// to this instance, short-lived, and never seen before. All of that is decided by the header; of the body of a stranger, or of
/// a replay, nothing is read.
/// </summary>
internal sealed class RequestGate(Room room)
{
    internal Room Room => room;

    private readonly BodyBudget _bodies = new(room.Limits, room.Agreement.Agreement.Parties.Count);

    /// <summary>Decides who asks, and reads the body that was signed.</summary>
    /// <returns>Who asks and what, or the answer that refuses.</returns>
    internal Task<(PartyRequest? Request, IResult? Refusal)> EnterAsync(HttpContext context) => EnterAsync(
        context, async (request, now) => await room.Requests.TryRecordAsync(request, now) ? null : Problem.Of(RequestFailure.Replayed));

    /// <summary>The same, where ids that were used are remembered by somebody else than the ledger.</summary>
    /// <param name="context">The request.</param>
    /// <param name="admit">Remembers a request's id, or says why it is refused: because it was used before, or whatever else can be said before the body is read.</param>
    /// <param name="keyOf">The key that a party was given for what is asked; <see langword="null"/>, as is usual, where only signatures count.</param>
    internal async Task<(PartyRequest? Request, IResult? Refusal)> EnterAsync(
        HttpContext context, Func<AuthenticatedRequest, DateTimeOffset, Task<IResult?>> admit, Func<PartyId, RequestKey?>? keyOf = null)
    {
        string target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        DateTimeOffset now = room.Clock.Now;
        if (!TryAuthenticate(context.Request.Headers[RequestSigner.HeaderName], context.Request.Method, target, now, keyOf, out AuthenticatedRequest? request, out RequestFailure failure))
        {
            return (null, Problem.Of(failure));
        }

        if (await admit(request, now) is { } refusal)
        {
            return (null, refusal);
        }

        if (request.BodyLength > room.Limits.Body)
        {
            return (null, Problem.Of(RoomProblem.BodyTooLarge, $"a body has at most {room.Limits.Body} bytes"));
        }

        if (request.BodyLength == 0)
        {
            return await ReadAsync(context, request, null);
        }

        IDisposable? place = await _bodies.TakeAsync(request.Party, request.BodyLength, BodyBudget.Patience, context.RequestAborted);
        if (place is null)
        {
            return (null, Problem.Of(RoomProblem.Busy, $"requests of {request.Party} hold all the memory that is its share"));
        }

        bool isKept = false;
        try
        {
            (PartyRequest? Request, IResult? Refusal) entered = await ReadAsync(context, request, place);
            isKept = entered.Request is not null;
            return entered;
        }
        finally
        {
            if (!isKept)
            {
                place.Dispose();
            }
        }
    }

    /// <summary>By the key, where one may count and the header is authenticated by one; else by the signature.</summary>
    private bool TryAuthenticate(
        string? header, string method, string target, DateTimeOffset now, Func<PartyId, RequestKey?>? keyOf, [NotNullWhen(true)] out AuthenticatedRequest? request, out RequestFailure failure)
    {
        Digest256 instance = room.Keys.Identity.SigningKey;
        if (keyOf is not null)
        {
            bool isAuthentic = RequestVerifier.TryVerifyKeyed(header, keyOf, instance, method, target, now, out request, out failure);
            if (isAuthentic || failure != RequestFailure.Malformed)
            {
                return isAuthentic;
            }
        }

        return RequestVerifier.TryVerify(header, room.Agreement, instance, method, target, now, out request, out failure);
    }

    private static async Task<(PartyRequest? Request, IResult? Refusal)> ReadAsync(HttpContext context, AuthenticatedRequest request, IDisposable? place)
    {
        byte[]? body = await ReadBodyAsync(context.Request, (int)request.BodyLength, context.RequestAborted);
        return body is not null && request.IsBody(body)
            ? (new PartyRequest(request.Party, body, place), null)
            : (null, Problem.Of(RequestFailure.OtherRequest));
    }

    /// <summary>Reads a body of exactly the length that was signed; <see langword="null"/> when it has another.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int length, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } stated && stated != length)
        {
            return null;
        }

        byte[] body = GC.AllocateUninitializedArray<byte>(length);
        int read = await request.Body.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, cancellationToken);
        return read == length && await request.Body.ReadAsync(new byte[1], cancellationToken) == 0 ? body : null;
    }
}
