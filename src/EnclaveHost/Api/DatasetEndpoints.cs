using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Manifests, grants and ciphertext of owners.</summary>
internal static class DatasetEndpoints
{
    /// <summary>In answers, the bytes received so far.</summary>
    internal const string OffsetHeader = "Upload-Offset";

    private const string Ciphertext = "/datasets/{dataset}/{version:int}/ciphertext";

    internal static void Map(IEndpointRouteBuilder app, Room room, RequestGate gate)
    {
        app.MapPost("/manifests", context => Answer.WithAsync(context, gate, request => PostManifest(room, request)));
        app.MapPost("/rotations", context => Answer.WithAsync(context, gate, request => PostRotation(room, request)));
        app.MapPost("/grants", context => Answer.WithAsync(context, gate, request => PostGrant(room, request)));
        app.MapPost("/closings", context => Answer.WithAsync(context, gate, request => Results.Bytes(GrantClosing.Close(room, request.Party), "application/cose")));
        app.MapGet(Ciphertext, context => Answer.WithAsync(context, gate, request => GetOffset(context, room, request)));
        app.MapPut(Ciphertext, context => Answer.WithAsync(context, gate, request => PutPiece(context, room, request)));
    }

    internal static IResult PostManifest(Room room, PartyRequest request)
    {
        if (!SignedDocument.TryOpen(request.Body, room.Agreement, out SignedDocument<Manifest>? manifest, out DocumentRefusal? refusal))
        {
            return Problem.Of(refusal);
        }

        if (!room.Disk.FitsDocument(request.Body.Length))
        {
            return DiskFull(room);
        }

        return room.Grants.TryRecord(manifest)
            ? Results.Json(new { digest = manifest.Digest.ToString() })
            : Problem.Of(RoomProblem.Superseded, $"another manifest of {manifest.Document.Dataset}, of version {manifest.Document.Version} or higher, is recorded");
    }

    internal static IResult PostRotation(Room room, PartyRequest request)
    {
        if (!SignedDocument.TryOpen(request.Body, room.Agreement, out SignedDocument<KeyRotation>? rotation, out DocumentRefusal? refusal))
        {
            return Problem.Of(refusal);
        }

        if (room.Grants.CurrentManifest(rotation.Document.Dataset)?.Digest != rotation.Document.Manifest)
        {
            return Problem.Of(RoomProblem.NotFound, $"the current manifest of {rotation.Document.Dataset} is another than {rotation.Document.Manifest}");
        }

        if (!room.Disk.FitsDocument(request.Body.Length))
        {
            return DiskFull(room);
        }

        return room.Rotations.TryRecord(rotation)
            ? Results.Json(new { digest = rotation.Digest.ToString() })
            : Problem.Of(RoomProblem.Superseded, $"another rotation of this manifest, of sequence {rotation.Document.Sequence} or higher, is recorded");
    }

    internal static IResult PostGrant(Room room, PartyRequest request)
    {
        if (!SignedDocument.TryOpen(request.Body, room.Agreement, out SignedDocument<Grant>? grant, out DocumentRefusal? refusal))
        {
            return Problem.Of(refusal);
        }

        if (grant.Document.Instance != room.Keys.Identity)
        {
            return Problem.Of(RoomProblem.GrantForOtherInstance, $"this is instance {room.Keys.Identity.SigningKey}");
        }

        if (grant.Document.HostData != room.HostData)
        {
            return Problem.Of(RoomProblem.GrantForOtherInstance, $"this instance measures as {room.HostData}");
        }

        if (!room.Agreement.Holds(grant.Document.Amendment))
        {
            return Problem.Of(RoomProblem.GrantForOtherAmendment, $"this room runs under {room.Agreement.Amendments.Count} amendments, and {grant.Document.Amendment} is none of them");
        }

        if (room.Clock.Now >= grant.Document.Expires)
        {
            return Problem.Of(RoomProblem.GrantExpired, $"it expired {grant.Document.Expires:u}");
        }

        if (!room.Log.Contains(grant.Document.LedgerHead))
        {
            return Problem.Of(RoomProblem.LedgerRolledBack, $"this ledger does not hold entry {grant.Document.LedgerHead.Size} as the owner saw it");
        }

        if (room.Grants.IsClosed(grant.Signer))
        {
            return Problem.Of(RoomProblem.GrantsClosed, $"{grant.Signer} closed its grants to this instance; another instance takes new ones");
        }

        if (!room.Disk.FitsDocument(request.Body.Length))
        {
            return DiskFull(room);
        }

        return room.Grants.TryRecord(grant)
            ? Results.Json(new { digest = grant.Digest.ToString() })
            : room.Grants.IsFull(grant.Signer) ? Problem.Of(RoomProblem.TooManyGrants, $"{grant.Signer} gave this instance {GrantBook.MostOfOwner} grants; another instance takes new ones")
            : Problem.Of(RoomProblem.Superseded, $"another grant '{grant.Document.Id}' is recorded");
    }

    private static IResult GetOffset(HttpContext context, Room room, PartyRequest request)
    {
        if (!TryFindOwn(context, room, request, out SignedDocument<Manifest>? manifest, out IResult? refusal))
        {
            return refusal;
        }

        SetOffset(context, room.Ciphertexts.Length(manifest.Document.Dataset, manifest.Document.Version));
        return Results.NoContent();
    }

    private static IResult PutPiece(HttpContext context, Room room, PartyRequest request)
    {
        if (!TryFindOwn(context, room, request, out SignedDocument<Manifest>? manifest, out IResult? refusal))
        {
            return refusal;
        }

        Manifest document = manifest.Document;
        bool hasOffset = long.TryParse(context.Request.Query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out long offset);
        if (!room.Disk.Fits(request.Body.Length))
        {
            return DiskFull(room);
        }

        long received;
        try
        {
            received = hasOffset
                ? room.Ciphertexts.Write(document.Dataset, document.Version, offset, request.Body, document.FileLength)
                : -1;
        }
        catch (IOException exception) when (DiskReserve.IsFull(exception))
        {
            return DiskFull(room);
        }

        if (received < 0)
        {
            long now = room.Ciphertexts.Length(document.Dataset, document.Version);
            return Problem.Of(RoomProblem.UploadOffset, $"{now} of {document.FileLength} bytes were received");
        }

        room.Metrics.CountUpload(request.Body.Length);
        SetOffset(context, received);
        return Results.NoContent();
    }

    internal static IResult DiskFull(Room room) => Problem.Of(
        RoomProblem.DiskFull, $"the room keeps {room.Limits.FreeDisk >> 20} MiB of its disk free, and less would be left; what had arrived is kept");

    private static void SetOffset(HttpContext context, long received) =>
        context.Response.Headers[OffsetHeader] = received.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ciphertext is written and looked at by the owner alone, and only in the version of the current manifest.</summary>
    private static bool TryFindOwn(
        HttpContext context,
        Room room,
        PartyRequest request,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SignedDocument<Manifest>? manifest,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out IResult? refusal)
    {
        bool isVersion = int.TryParse((string?)context.Request.RouteValues["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version);
        manifest = DatasetId.TryParse((string?)context.Request.RouteValues["dataset"], out DatasetId id) ? room.Grants.CurrentManifest(id) : null;
        refusal = manifest is null || !isVersion || manifest.Document.Version != version
            ? Problem.Of(RoomProblem.NotFound, "no current manifest of this dataset and version")
            : manifest.Signer != request.Party ? Problem.Of(RoomProblem.NotEntitled, "the dataset is another party's")
            : null;
        manifest = refusal is null ? manifest : null;
        return manifest is not null;
    }
}
