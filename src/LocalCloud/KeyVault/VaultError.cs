using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>An answer that is a refusal, in the shape and with the reserve of the real service.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">One sentence.</param>
internal sealed record VaultError(int Status, string Code, string Message)
{
    /// <summary>
    /// The one answer to everything that is wrong with an attestation token or the claims in it. The real service does not say
    /// which clause failed either: whoever asks is not yet trusted.
    /// </summary>
    public static VaultError NotVerified { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Target environment attestation statement cannot be verified.");

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

        return JsonExchange.AnswerAsync(context, Status, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = Code, ["message"] = Message },
        });
    }
}
