using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>What anybody may read: who this instance is, by hardware evidence, and which agreement it serves.</summary>
internal static class PublicEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, Room room, AttestationServiceClient attestation)
    {
        app.MapGet("/evidence", async context => await Answer.WriteAsync(context, room, await MakeAsync(context, attestation)));
        app.MapGet("/openapi.json", context => Results.Bytes(OpenApiDocument.Read(), "application/json").ExecuteAsync(context));
        app.MapGet("/agreement", async context => await Results.Bytes(room.Agreement.Encoded.ToArray(), TypeOf(room.Agreement)).ExecuteAsync(context));
    }

    /// <summary>The media type of an agreement as it is kept: one COSE message, or with amendments behind it a sequence of them.</summary>
    /// <remarks>Source: RFC 9052, section 11.3; RFC 8742, section 6.1.</remarks>
    internal static string TypeOf(SignedAgreement agreement) => agreement.Amendments.Count == 0 ? "application/cose" : "application/cbor-seq";

    private static async Task<IResult> MakeAsync(HttpContext context, AttestationServiceClient attestation)
    {
        if (!Base64UrlText.TryDecode(context.Request.Query["nonce"].ToString(), out byte[]? nonce)
            || nonce.Length is < RuntimeClaims.MinNonceSize or > RuntimeClaims.MaxNonceSize)
        {
            return Problem.Of(
                RoomProblem.ParameterMalformed, $"nonce is base64url of {RuntimeClaims.MinNonceSize} to {RuntimeClaims.MaxNonceSize} bytes");
        }

        try
        {
            Evidence evidence = await attestation.MakeEvidenceAsync(nonce, context.RequestAborted);
            return Results.Bytes(evidence.Write(), "application/json");
        }
        catch (EvidenceUnavailableException exception)
        {
            return Problem.Of(RoomProblem.EvidenceUnavailable, exception.Message);
        }
    }
}
