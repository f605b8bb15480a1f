using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>
/// The ledger, open to every party of the agreement: its signed head with the proof that it grew out of the head a party saw, and
/// all of its entries, which hold signed documents, evidence, and what was planned and spent: nothing that was computed from data.
/// </summary>
internal static class LedgerEndpoints
{
    /// <summary>Entries in one answer; fewer when their bodies are large (<see cref="LedgerLog.PageBytes"/>).</summary>
    internal const int MaximumPage = 500;

    internal static void Map(IEndpointRouteBuilder app, Room room, RequestGate gate)
    {
        app.MapGet("/ledger", context => Answer.WithAsync(context, gate, _ => GetHead(context, room)));
        app.MapGet("/ledger/entries", context => Answer.WithAsync(context, gate, _ => GetEntries(context, room)));
        app.MapGet("/ledger/checkpoints", context => Answer.WithAsync(context, gate, _ => GetCheckpoints(room)));
    }

    private static IResult GetHead(HttpContext context, Room room)
    {
        (LedgerHead head, byte[] checkpoint) = room.Log.Signed;
        IReadOnlyList<Digest256>? growth = room.Log.ProveGrowthFrom(NumberOf(context, "from"), head);
        return Results.Json(new
        {
            size = head.Size,
            hash = head.Hash.ToString(),
            checkpoint = Encoding.UTF8.GetString(checkpoint),
            growth = growth?.Select(hash => hash.ToString()),
        });
    }

    internal static IResult GetEntries(HttpContext context, Room room)
    {
        long from = NumberOf(context, "from");
        long durable = room.Log.Head.Size;
        long count = Math.Clamp(durable - from, 0, MaximumPage);

        // Whoever reads on asks from behind the last entry that came: a page may be shorter than it could be, but never empty while there is more.
        return Results.Json(new
        {
            from,
            entries = LedgerLog.ReadPage(room.Database, from, count)
                .Select(row => new { kind = (long)row.Entry.Kind, at = row.Entry.At, body = Base64UrlText.Encode(row.Entry.Body.Span) }),
        });
    }

    private static IResult GetCheckpoints(Room room) => Results.Json(new
    {
        checkpoints = LedgerLog.ReadCheckpoints(room.Database).Select(note => Encoding.UTF8.GetString(note.Span)),
    });

    /// <summary>A number in the query; 0 when there is none, and a size that no ledger has when it is no number.</summary>
    private static long NumberOf(HttpContext context, string name) => context.Request.Query[name].ToString() switch
    {
        "" => 0,
        string text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue,
    };
}
