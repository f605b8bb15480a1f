using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>An answer that is a refusal, in the shape and with the reserve of the real service.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Cause">The code of the error within, where the real service gives one.</param>
internal sealed record VaultError(int Status, string Code, string Message, string? Cause = null)
{
    /// <summary>
    /// The one answer to everything that is wrong with an attestation token or the claims in it. The real service does not say
    /// which clause failed either: whoever asks is not yet trusted.
    /// </summary>
    public static VaultError NotVerified { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Target environment attestation statement cannot be verified.", "AccessDenied");

    public static VaultError Unauthorized { get; } =
        new(StatusCodes.Status401Unauthorized, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");

    public static VaultError MissingPolicy { get; } = BadParameter("AKV.SKR.1004: Exportable keys must have release policy.");

    public static VaultError UnwantedPolicy { get; } = BadParameter("AKV.SKR.1005: Non-exportable keys must not have release policy.");

    public static VaultError ImmutablePolicy { get; } = BadParameter("AKV.SKR.1020: Immutable Key Release Policy cannot be modified.");

    public static VaultError NotExportable { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Operation release is not permitted on this key: it is not exportable.");

    public static VaultError Disabled { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Operation release is not allowed on a disabled key.");

    public static VaultError UseOfDisabled { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Operation is not allowed on a disabled key.");

    /// <summary>Roles are judged before anything is looked for: who has none learns not even which keys there are.</summary>
    public static VaultError NoRole(string caller, KeyAction action, string resource) => new(
        StatusCodes.Status403Forbidden,
        "Forbidden",
        $"Caller is not authorized to perform action on resource.\r\nCaller: appid={caller}\r\nAction: 'Microsoft.KeyVault/vaults/keys/{Name(action)}'\r\nResource: '{resource}'",
        "ForbiddenByRbac");

    public static VaultError OperationNotPermitted(string operation) =>
        new(StatusCodes.Status403Forbidden, "Forbidden", $"Operation {operation} is not permitted on this key.");

    public static VaultError NotFound(string name) => new(
        StatusCodes.Status404NotFound, "KeyNotFound", $"A key with (name/id) {name} was not found in this key vault.");

    public static VaultError BadParameter(string message) => new(StatusCodes.Status400BadRequest, "BadParameter", message);

    /// <summary>Answers with the refusal.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        if (Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate =
                $"Bearer authorization=\"https://login.simulated.invalid/tenant\", resource=\"{VaultService.Audience}\"";
        }

        JsonObject error = new() { ["code"] = Code, ["message"] = Message };
        if (Cause is not null)
        {
            error["innererror"] = new JsonObject { ["code"] = Cause };
        }

        return JsonExchange.AnswerAsync(context, Status, new JsonObject { ["error"] = error });
    }

    private static string Name(KeyAction action) => action == KeyAction.Read ? "read" : $"{action.ToString().ToLowerInvariant()}/action";
}
