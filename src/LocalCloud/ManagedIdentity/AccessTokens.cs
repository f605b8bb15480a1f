using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.State;

namespace EnclaveCleanRoom.LocalCloud.ManagedIdentity;

/// <summary>
/// The simulated directory: issues bearer tokens to identities and checks them for services. A token says who may talk to a service
/// and opens nothing by itself; for everybody but these two it is opaque.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    private const string KeyFile = "directory.key";
    private const string HeaderJson = """{"typ":"JWT","alg":"HS256"}""";
    private const string Issuer = "https://sts.simulated.invalid/";
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);

    private readonly byte[] _key;

    private AccessTokens(byte[] key) => _key = key;

    /// <summary>Loads the directory's secret, or makes it at the first start.</summary>
    public static AccessTokens LoadOrCreate(StateDirectory state)
    {
        string path = state.PathTo(KeyFile);
        if (!File.Exists(path))
        {
            byte[] fresh = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
            StateDirectory.WriteOwnerOnly(path, fresh);
            CryptographicOperations.ZeroMemory(fresh);
        }

        return new AccessTokens(File.ReadAllBytes(path));
    }

    /// <summary>Issues a token.</summary>
    /// <param name="audience">The service that it is for, such as <c>https://vault.azure.net</c>.</param>
    /// <param name="identity">The client id of a user-assigned identity, or the name of the system-assigned one.</param>
    /// <param name="now">The time of issue.</param>
    /// <returns>The token and the time at which it ends.</returns>
    public (string Token, DateTimeOffset Expires) Issue(string audience, string identity, DateTimeOffset now)
    {
        DateTimeOffset expires = now + s_lifetime;
        byte[] claims = JsonExchange.ToUtf8(new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["appid"] = identity,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
        });
        string signed = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(HeaderJson)) + "." + Base64Url.EncodeToString(claims);
        return (signed + "." + Base64Url.EncodeToString(Authenticate(signed)), expires);
    }

    /// <summary>Whose token it is.</summary>
    /// <returns>The identity; null unless it is one of this directory's tokens, for <paramref name="audience"/>, and still lives.</returns>
    public string? Identify(string token, string audience, DateTimeOffset now)
    {
        int signatureAt = token.LastIndexOf('.');
        if (signatureAt < 0 || !Base64UrlText.TryDecode(token.AsSpan(signatureAt + 1), out byte[]? signature)
            || !CryptographicOperations.FixedTimeEquals(signature, Authenticate(token[..signatureAt])))
        {
            return null;
        }

        // The signature holds, so the claims are as this program wrote them.
        string claimsText = token[..signatureAt].Split('.')[1];
        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(claimsText));
        return claims.RootElement.GetProperty("aud").GetString() == audience
            && now.ToUnixTimeSeconds() < claims.RootElement.GetProperty("exp").GetInt64()
            ? claims.RootElement.GetProperty("appid").GetString()
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private byte[] Authenticate(string signed) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed));
}
