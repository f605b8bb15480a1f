using System.Text.Json;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Turns an answer that is no success into a failure: by its code where the vault gives one, else by its status.</summary>
internal static partial class VaultErrors
{
    private const int LongestMessage = 2000;

    public static KeyVaultFailure Read(int status, ReadOnlyMemory<byte> body)
    {
        (string? code, string message) = Body(body);
        Match releaseCode = ReleaseCode().Match($"{code} {message}");
        code = releaseCode.Success ? releaseCode.Value : code;
        return new KeyVaultFailure(Reason(status, releaseCode.Value), status, code is null ? null : PlainText.Show(Shortened(code)), PlainText.Show(Shortened(message)));
    }

    private static KeyVaultFailureReason Reason(int status, string releaseCode) => (status, releaseCode) switch
    {
        (_, "AKV.SKR.1004") => KeyVaultFailureReason.PolicyRequired,
        (_, "AKV.SKR.1005") => KeyVaultFailureReason.PolicyNotAllowed,
        (_, "AKV.SKR.1020") => KeyVaultFailureReason.ImmutablePolicy,
        (401, _) => KeyVaultFailureReason.Unauthorized,
        (403, _) => KeyVaultFailureReason.Forbidden,
        (404, _) => KeyVaultFailureReason.NotFound,
        (409, _) => KeyVaultFailureReason.AlreadyExists,
        (429, _) => KeyVaultFailureReason.Throttled,
        (408, _) => KeyVaultFailureReason.Unavailable,
        ( >= 500, _) => KeyVaultFailureReason.Unavailable,
        ( >= 400, _) => KeyVaultFailureReason.Rejected,
        _ => KeyVaultFailureReason.MalformedResponse,
    };

    private static (string? Code, string Message) Body(ReadOnlyMemory<byte> body)
    {
        if (StrictJson.TryParse(body, out JsonElement root) && VaultJson.TryObject(root, "error", out JsonElement error))
        {
            string? code = VaultJson.TryText(error, "code", out string? text) ? text : null;
            string message = VaultJson.TryText(error, "message", out string? words) ? words : "";
            string? inner = VaultJson.TryObject(error, "innererror", out JsonElement cause) && VaultJson.TryText(cause, "code", out string? detail)
                ? detail
                : null;
            return (inner ?? code, message);
        }

        return (null, "The vault gave no reason.");
    }

    private static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage];

    [GeneratedRegex(@"AKV\.SKR\.[0-9]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex ReleaseCode();
}
