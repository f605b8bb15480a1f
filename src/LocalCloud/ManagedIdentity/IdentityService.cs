using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.ManagedIdentity;

/// <summary>
/// The managed-identity endpoint of a container group, as <c>ManagedIdentityCredential</c> finds it through
/// <c>IDENTITY_ENDPOINT</c> and <c>IDENTITY_HEADER</c>.
/// </summary>
/// <remarks>Source: Azure App Service, REST endpoint reference for managed identities, api-version 2019-08-01.</remarks>
internal sealed class IdentityService(AccessTokens tokens, TimeProvider clock)
{
    /// <summary>The path of the endpoint.</summary>
    public const string Path = "/msi/token";

    private const string ApiVersion = "2019-08-01";
    private const string SystemAssigned = "system-assigned";

    /// <summary>The secret that callers repeat, so that a request forged through them (SSRF) gets no token.</summary>
    public string Header { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Adds the endpoint's route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, AnswerAsync);

    private Task AnswerAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        string? resource = query["resource"];
        if (!IsHeader(context.Request.Headers["X-IDENTITY-HEADER"]))
        {
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "unauthorized_client", "X-IDENTITY-HEADER is absent or wrong.");
        }

        if (query["api-version"] != ApiVersion)
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid_request", $"api-version must be {ApiVersion}.");
        }

        if (string.IsNullOrEmpty(resource))
        {
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid_request", "resource is required.");
        }

        string? clientId = query["client_id"];
        (string token, DateTimeOffset expires) = tokens.Issue(resource.TrimEnd('/'), clientId ?? SystemAssigned, clock.GetUtcNow());
        JsonObject answer = new()
        {
            ["access_token"] = token,
            ["expires_on"] = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        };
        if (clientId is not null)
        {
            answer["client_id"] = clientId;
        }

        return JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, answer);
    }

    private bool IsHeader(string? given) => given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Header));

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) =>
        JsonExchange.AnswerAsync(context, status, new JsonObject { ["statusCode"] = status, ["error"] = code, ["message"] = message });
}
