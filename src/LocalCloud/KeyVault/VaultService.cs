using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.ManagedIdentity;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>
/// The part of Key Vault's REST interface that secure key release needs: create, import, get, update, release; and unwrap, which rotation needs. Each request is
/// answered in the same order: who asks, which version of the interface, whether its role allows that, which key, and only then what is wanted.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="writer">Makes and changes them.</param>
/// <param name="releaser">Releases them.</param>
/// <param name="tokens">The directory that says who asks.</param>
/// <param name="roles">The role of each identity that has another one than officer.</param>
/// <param name="clock">The vault's clock.</param>
/// <remarks>Source: Key Vault REST API 7.4, keys.</remarks>
internal sealed partial class VaultService(
    KeyStore keys, KeyWriter writer, KeyReleaser releaser, AccessTokens tokens, IReadOnlyDictionary<string, VaultRole> roles, TimeProvider clock)
{
    /// <summary>The audience that bearer tokens must be for, as at Azure, where they are not for this vault alone.</summary>
    public const string Audience = "https://vault.azure.net";

    private static readonly string[] s_apiVersions = ["7.3", "7.4"];

    private delegate Task<VaultError?> Handler(HttpContext context, string name, string? version, string apiVersion);

    /// <summary>The vault's address without a slash at its end; known once its server listens.</summary>
    public string Url { get; set; } = "";

    /// <summary>Adds the vault's routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/keys/{name}/create", Guarded(KeyAction.Create, CreateAsync));
        routes.MapPut("/keys/{name}", Guarded(KeyAction.Import, ImportAsync));
        routes.MapGet("/keys/{name}/{version?}", Guarded(KeyAction.Read, GetAsync));
        routes.MapPatch("/keys/{name}/{version?}", Guarded(KeyAction.Update, UpdateAsync));
        routes.MapPost("/keys/{name}/release", Guarded(KeyAction.Release, ReleaseAsync));
        routes.MapPost("/keys/{name}/{version}/release", Guarded(KeyAction.Release, ReleaseAsync));
        routes.MapPost("/keys/{name}/{version}/unwrapkey", Guarded(KeyAction.Unwrap, UnwrapAsync));
    }

    [GeneratedRegex("^[0-9a-zA-Z-]{1,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();

    private RequestDelegate Guarded(KeyAction action, Handler handler) => async context =>
    {
        string name = (string)context.Request.RouteValues["name"]!;
        string apiVersion = context.Request.Query["api-version"].ToString();
        string? caller = Identify(context);
        VaultError? error =
            caller is null ? VaultError.Unauthorized
            : !s_apiVersions.Contains(apiVersion) ? VaultError.BadParameter($"The specified version ({apiVersion}) is not recognized.")
            : !KeyName().IsMatch(name) ? VaultError.BadParameter("The request URI contains an invalid name.")
            : !RoleOf(caller).Allows(action) ? VaultError.NoRole(caller, action, $"{Url}/keys/{name}")
            : await handler(context, name, (string?)context.Request.RouteValues["version"], apiVersion).ConfigureAwait(false);
        if (error is not null)
        {
            await error.AnswerAsync(context).ConfigureAwait(false);
        }
    };

    private VaultRole RoleOf(string identity) => roles.GetValueOrDefault(identity, VaultRole.CryptoOfficer);

    private string? Identify(HttpContext context)
    {
        const string Scheme = "Bearer ";
        string header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? tokens.Identify(header[Scheme.Length..], Audience, clock.GetUtcNow()) ?? tokens.Identify(header[Scheme.Length..], Url, clock.GetUtcNow())
            : null;
    }

    private Task<VaultError?> CreateAsync(HttpContext context, string name, string? version, string apiVersion) =>
        WriteAsync(context, body => writer.CreateAsync(name, body, context.RequestAborted));

    private Task<VaultError?> ImportAsync(HttpContext context, string name, string? version, string apiVersion) =>
        WriteAsync(context, body => writer.ImportAsync(name, body, context.RequestAborted));

    private Task<VaultError?> UpdateAsync(HttpContext context, string name, string? version, string apiVersion) =>
        WriteAsync(context, body => writer.UpdateAsync(name, version, body, context.RequestAborted));

    private async Task<VaultError?> GetAsync(HttpContext context, string name, string? version, string apiVersion)
    {
        if (keys.Find(name, version) is not StoredKey key)
        {
            return VaultError.NotFound(name);
        }

        await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, KeyBundle.Write(key, Url)).ConfigureAwait(false);
        return null;
    }

    private async Task<VaultError?> ReleaseAsync(HttpContext context, string name, string? version, string apiVersion)
    {
        if (keys.Find(name, version) is not StoredKey key)
        {
            return VaultError.NotFound(name);
        }

        if (await JsonExchange.ReadObjectAsync(context).ConfigureAwait(false) is not JsonElement body)
        {
            return VaultError.BadParameter("The request body is malformed.");
        }

        // The identifier of the request is repeated as it was asked for: without a version where none was given.
        string requested = version is null ? $"{Url}/keys/{name}" : $"{Url}/keys/{name}/{version}";
        (string? signed, VaultError? error) =
            await releaser.ReleaseAsync(key, Url, requested, apiVersion, body, context.RequestAborted).ConfigureAwait(false);
        if (signed is not null)
        {
            await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["value"] = signed })
                .ConfigureAwait(false);
        }

        return error;
    }

    private async Task<VaultError?> UnwrapAsync(HttpContext context, string name, string? version, string apiVersion)
    {
        if (keys.Find(name, version) is not StoredKey key)
        {
            return VaultError.NotFound(name);
        }

        if (await JsonExchange.ReadObjectAsync(context).ConfigureAwait(false) is not JsonElement body)
        {
            return VaultError.BadParameter("The request body is malformed.");
        }

        (JsonObject? answer, VaultError? error) = KeyUnwrapper.Unwrap(key, Url, body);
        if (answer is not null)
        {
            await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, answer).ConfigureAwait(false);
        }

        return error;
    }

    private async Task<VaultError?> WriteAsync(HttpContext context, Func<JsonElement, Task<(StoredKey? Key, VaultError? Error)>> write)
    {
        if (await JsonExchange.ReadObjectAsync(context).ConfigureAwait(false) is not JsonElement body)
        {
            return VaultError.BadParameter("The request body is malformed.");
        }

        (StoredKey? key, VaultError? error) = await write(body).ConfigureAwait(false);
        if (key is not null)
        {
            await JsonExchange.AnswerAsync(context, StatusCodes.Status200OK, KeyBundle.Write(key, Url)).ConfigureAwait(false);
        }

        return error;
    }
}
