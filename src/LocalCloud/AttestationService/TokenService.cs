using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>The attestation service: appraises evidence, signs tokens, publishes its keys.</summary>
/// <remarks>Source: Azure Attestation REST API 2022-08-01.</remarks>
internal sealed class TokenService(EvidenceVerifier verifier, TokenSigner signer, TimeSpan lifetime, TimeProvider clock)
{
    private const string ApiVersion = "2022-08-01";

    /// <summary>The service's address without a slash at its end, which is its name in tokens; known once its server listens.</summary>
    public string Url { get; set; } = "";

    /// <summary>Adds the service's routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(AttestationPaths.Attest, AttestAsync);
        routes.MapGet(AttestationPaths.Certificates, (HttpContext context) =>
            JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, signer.KeySet));
        routes.MapGet(AttestationPaths.OpenIdConfiguration, (HttpContext context) =>
            JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, new JsonObject
            {
                ["response_types_supported"] = new JsonArray("token", "none"),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["revocation_endpoint"] = $"{Url}/revoke",
                ["jwks_uri"] = Url + AttestationPaths.Certificates,
                ["claims_supported"] = new JsonArray("x-ms-runtime", "x-ms-attestation-type", "x-ms-sevsnpvm-hostdata"),
                ["issuer"] = Url,
            }));
    }

    private async Task AttestAsync(HttpContext context)
    {
        if (context.Request.Query["api-version"] != ApiVersion)
        {
            await RefuseAsync(context, "UnsupportedApiVersion", $"The api-version must be {ApiVersion}.").ConfigureAwait(false);
            return;
        }

        byte[] body = await JsonExchange.ReadBodyAsync(context).ConfigureAwait(false);
        AttestationFailure failure = AttestationFailure.RequestMalformed;
        VerifiedEvidence? evidence = null;
        if (AttestationRequest.TryParse(body, out AttestationRequest? request, out _))
        {
            failure = verifier.TryVerify(request, clock.GetUtcNow(), out evidence);
        }

        if (evidence is null)
        {
            await RefuseAsync(context, "InvalidParameter", $"The evidence was not accepted: {failure}.").ConfigureAwait(false);
            return;
        }

        string token = signer.Sign(TokenClaims.Write(evidence, Url, clock.GetUtcNow(), lifetime), Url);
        await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["token"] = token }).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, string code, string message) =>
        JsonExchange.AnswerAsync(context, StatusCodes.Status400BadRequest, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        });
}
