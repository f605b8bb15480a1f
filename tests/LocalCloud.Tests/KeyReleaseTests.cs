using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>A key leaves the vault for the environment that its policy describes, encrypted to that environment's key, and for no other.</summary>
public sealed class KeyReleaseTests(Cloud cloud)
{
    private const string Denial = "Target environment attestation statement cannot be verified.";

    private CloudProcess Region => cloud.Process;

    [Theory]
    [InlineData("RSA_AES_KEY_WRAP_256", "7.4")]
    [InlineData("RSA_AES_KEY_WRAP_384", "7.3")]
    [InlineData("CKM_RSA_AES_KEY_WRAP", "7.4")]
    public async Task A_key_is_released_to_the_environment_of_its_policy(string enc, string apiVersion)
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        string name = "released-" + enc.ToLowerInvariant().Replace('_', '-');
        JsonElement created = await CreateAsync(name, GoodPolicy(token));
        (HttpStatusCode status, JsonElement body) = await VaultCalls.SendAsync(
            Region, HttpMethod.Post, $"/keys/{name}/release", new JsonObject { ["target"] = token, ["enc"] = enc, ["nonce"] = "n-1" },
            await VaultCalls.BearerAsync(Region), apiVersion);
        Assert.Equal(HttpStatusCode.OK, status);

        JsonElement payload = VerifiedPayload(body.GetProperty("value").GetString()!);
        JsonElement request = payload.GetProperty("request");
        Assert.Equal(apiVersion, request.GetProperty("api-version").GetString());
        Assert.Equal(enc, request.GetProperty("enc").GetString());
        Assert.Equal($"{Region.Vault}/keys/{name}", request.GetProperty("kid").GetString());
        Assert.Equal("n-1", request.GetProperty("nonce").GetString());

        JsonElement key = payload.GetProperty("response").GetProperty("key").GetProperty("key");
        Assert.Equal(created.GetProperty("key").GetProperty("kid").GetString(), key.GetProperty("kid").GetString());
        using JsonDocument hsm = JsonDocument.Parse(Base64Url.DecodeFromChars(key.GetProperty("key_hsm").GetString()));
        Assert.Equal("1.0", hsm.RootElement.GetProperty("schema_version").GetString());
        Assert.Equal("wrapping", hsm.RootElement.GetProperty("header").GetProperty("kid").GetString());
        Assert.Equal(enc, hsm.RootElement.GetProperty("header").GetProperty("enc").GetString());
        using RSA released = Unwrap(Base64Url.DecodeFromChars(hsm.RootElement.GetProperty("ciphertext").GetString()), wrapping, enc);
        Assert.Equal(key.GetProperty("n").GetString(), Base64Url.EncodeToString(released.ExportParameters(true).Modulus));
    }

    [Fact]
    public async Task A_version_can_be_asked_for_by_name()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        JsonElement first = await CreateAsync("versions", GoodPolicy(token));
        await CreateAsync("versions", GoodPolicy(token));
        string version = first.GetProperty("key").GetProperty("kid").GetString()!.Split('/')[^1];
        (HttpStatusCode status, JsonElement body) = await ReleaseAsync($"versions/{version}", token);
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement key = VerifiedPayload(body.GetProperty("value").GetString()!).GetProperty("response").GetProperty("key").GetProperty("key");
        Assert.Equal(first.GetProperty("key").GetProperty("n").GetString(), key.GetProperty("n").GetString());
    }

    [Fact]
    public async Task Types_are_as_loose_as_the_real_vaults()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        await CreateAsync("loose", VaultCalls.Policy(
            Region.Attestation + "/",
            ("x-ms-sevsnpvm-is-debuggable", "false"), ("x-ms-sevsnpvm-vmpl", "0"), ("x-ms-sevsnpvm-microcode-svn", 219), ("x-ms-runtime.agreement_sha256", "00")));
        Assert.Equal(HttpStatusCode.OK, (await ReleaseAsync("loose", token)).Status);
    }

    [Fact]
    public async Task One_clause_that_fails_denies()
    {
        (string Claim, string Value)[] failing =
        [
            ("x-ms-sevsnpvm-hostdata", new string('0', 64)),
            ("x-ms-compliance-status", "azure-compliant-cvm"),
            ("x-ms-sevsnpvm-is-debuggable", "true"),
            ("x-ms-sevsnpvm-vmpl", "1"),
            ("x-ms-runtime.agreement_sha256", "01"),
            ("x-ms-runtime.absent", ""),
            ("absent", ""),
        ];
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        foreach ((string claim, string value) in failing)
        {
            await CreateAsync("clause", VaultCalls.Policy(Region.Attestation, ("x-ms-attestation-type", "sevsnpvm"), (claim, value)));
            await AssertDeniedAsync(await ReleaseAsync("clause", token));
        }
    }

    [Fact]
    public async Task A_workload_with_one_changed_byte_gets_no_key()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        await CreateAsync("changed-byte", GoodPolicy(token));
        Assert.Equal(HttpStatusCode.OK, (await ReleaseAsync("changed-byte", token)).Status);

        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        string assembly = Path.Combine(folder.PathTo("app"), BuildOutput.AttesterName + ".dll");
        byte[] bytes = await File.ReadAllBytesAsync(assembly, TestContext.Current.CancellationToken);
        bytes[BitConverter.ToInt32(bytes, 0x3C) + 8] ^= 1;
        await File.WriteAllBytesAsync(assembly, bytes, TestContext.Current.CancellationToken);
        string changed = await TokenAsync(Region, wrapping, new AttesterSettings { Folder = folder.PathTo("app") });
        await AssertDeniedAsync(await ReleaseAsync("changed-byte", changed));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_gets_no_key()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        await CreateAsync("tampered", GoodPolicy(token));
        string[] parts = token.Split('.');
        JsonObject claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["x-ms-sevsnpvm-vmpl"] = 3;
        string otherClaims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        string none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        foreach (string forged in (string[])[$"{parts[0]}.{otherClaims}.{parts[2]}", $"{none}.{parts[1]}.", $"{none}.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}", "", "x"])
        {
            await AssertDeniedAsync(await ReleaseAsync("tampered", forged));
        }
    }

    [Fact]
    public async Task An_expired_token_and_one_from_the_future_get_no_key()
    {
        using RSA wrapping = RSA.Create(2048);
        foreach (string offset in (string[])["-86400", "86400"])
        {
            using TemporaryFolder folder = new();
            await using CloudProcess wrongClock = await cloud.StartAnotherAsync(folder, "--clock-offset", offset);
            string token = await TokenAsync(wrongClock, wrapping);
            await VaultCalls.SendAsync(wrongClock, HttpMethod.Post, "/keys/k/create", VaultCalls.Exportable(VaultCalls.Policy(wrongClock.Attestation, ("x-ms-attestation-type", "sevsnpvm"))));
            await AssertDeniedAsync(await ReleaseAsync("k", token, wrongClock));
        }
    }

    [Fact]
    public async Task A_token_of_another_authority_gets_no_key()
    {
        using RSA wrapping = RSA.Create(2048);
        CloudProcess other = await cloud.ForeignAsync();
        string foreign = await TokenAsync(other, wrapping);

        // Once because the policy names another authority, once because the named one has no certificate that the vault trusts.
        await CreateAsync("own-authority", VaultCalls.Policy(Region.Attestation, ("x-ms-attestation-type", "sevsnpvm")));
        await AssertDeniedAsync(await ReleaseAsync("own-authority", foreign));
        await CreateAsync("foreign-authority", VaultCalls.Policy(other.Attestation, ("x-ms-attestation-type", "sevsnpvm")));
        await AssertDeniedAsync(await ReleaseAsync("foreign-authority", foreign));
    }

    [Fact]
    public async Task A_token_without_a_key_to_encrypt_to_gets_no_key()
    {
        Attested attested = await Attested.AskAsync(Region, Encoding.UTF8.GetBytes("""{"keys":[]}"""));
        await CreateAsync("no-recipient", VaultCalls.Policy(Region.Attestation, ("x-ms-attestation-type", "sevsnpvm")));
        await AssertDeniedAsync(await ReleaseAsync("no-recipient", await attested.TokenAsync(Region)));
    }

    [Fact]
    public async Task The_encryption_must_be_named_and_known()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        await CreateAsync("enc", GoodPolicy(token));
        foreach (JsonObject body in (JsonObject[])[new() { ["target"] = token }, new() { ["target"] = token, ["enc"] = "RSA-OAEP" }, new() { ["target"] = token, ["enc"] = 1 }])
        {
            (HttpStatusCode status, JsonElement answer) = await VaultCalls.SendAsync(Region, HttpMethod.Post, "/keys/enc/release", body);
            Assert.Equal((HttpStatusCode.BadRequest, "BadParameter"), (status, VaultCalls.CodeOf(answer)));
            Assert.Equal("Property enc has an unsupported value.", VaultCalls.MessageOf(answer));
        }
    }

    [Fact]
    public async Task A_disabled_key_and_one_that_is_not_exportable_are_not_released()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(Region, wrapping);
        await CreateAsync("disabled", GoodPolicy(token));
        await VaultCalls.SendAsync(Region, HttpMethod.Patch, "/keys/disabled", new JsonObject { ["attributes"] = new JsonObject { ["enabled"] = false } });
        (HttpStatusCode status, JsonElement body) = await ReleaseAsync("disabled", token);
        Assert.Equal((HttpStatusCode.Forbidden, "Operation release is not allowed on a disabled key."), (status, VaultCalls.MessageOf(body)));

        await VaultCalls.SendAsync(Region, HttpMethod.Post, "/keys/fixed/create", new JsonObject { ["kty"] = "RSA" });
        (status, body) = await ReleaseAsync("fixed", token);
        Assert.Equal((HttpStatusCode.Forbidden, "Operation release is not permitted on this key: it is not exportable."), (status, VaultCalls.MessageOf(body)));
    }

    private static async Task<string> TokenAsync(CloudProcess region, RSA wrapping, AttesterSettings? settings = null)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            RsaPublicJwk.FromRsa(wrapping, "wrapping", "encrypt").WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteString("agreement_sha256", "00");
            writer.WriteEndObject();
        }

        Attested attested = await Attested.AskAsync(region, stream.ToArray(), settings);
        return await attested.TokenAsync(region);
    }

    // What a careful owner asks for, about the environment that a token speaks of.
    private JsonObject GoodPolicy(string token)
    {
        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
        return VaultCalls.Policy(
            Region.Attestation,
            ("x-ms-attestation-type", "sevsnpvm"),
            ("x-ms-compliance-status", "azure-compliant-uvm"),
            ("x-ms-sevsnpvm-hostdata", claims.RootElement.GetProperty("x-ms-sevsnpvm-hostdata").GetString()!),
            ("x-ms-sevsnpvm-is-debuggable", false),
            ("x-ms-sevsnpvm-migration-allowed", false),
            ("x-ms-sevsnpvm-vmpl", 0),
            ("x-ms-runtime.agreement_sha256", "00"));
    }

    private async Task<JsonElement> CreateAsync(string name, JsonObject policy)
    {
        (HttpStatusCode status, JsonElement body) = await VaultCalls.SendAsync(Region, HttpMethod.Post, $"/keys/{name}/create", VaultCalls.Exportable(policy));
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> ReleaseAsync(string key, string token, CloudProcess? region = null) => VaultCalls.SendAsync(
        region ?? Region, HttpMethod.Post, $"/keys/{key}/release", new JsonObject { ["target"] = token, ["enc"] = "RSA_AES_KEY_WRAP_256" });

    // The answer is the same whatever was wrong: codes, message and nothing more.
    private static Task AssertDeniedAsync((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal($$$$"""{"error":{"code":"Forbidden","message":"{{{{Denial}}}}","innererror":{"code":"AccessDenied"}}}""", answer.Body.GetRawText());
        return Task.CompletedTask;
    }

    private JsonElement VerifiedPayload(string jws)
    {
        string[] parts = jws.Split('.');
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        X509Certificate2[] certificates = [.. header.RootElement.GetProperty("x5c").EnumerateArray()
            .Select(item => X509CertificateLoader.LoadCertificate(item.GetBytesFromBase64()))];
        Assert.Equal(3, certificates.Length);
        Assert.Equal("RS256", header.RootElement.GetProperty("alg").GetString());
        Assert.Equal(certificates[0].Thumbprint, header.RootElement.GetProperty("kid").GetString());
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(certificates[0].RawData)), header.RootElement.GetProperty("x5t#S256").GetString());
        using X509Chain chain = new()
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { Region.ServicesRoot },
                ExtraStore = { certificates[1] },
            },
        };
        Assert.True(chain.Build(certificates[0]));
        Assert.True(certificates[0].MatchesHostname(new Uri(Region.Vault).Host));
        using RSA rsa = certificates[0].GetRSAPublicKey()!;
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }

    private static RSA Unwrap(byte[] ciphertext, RSA wrapping, string enc)
    {
        RSAEncryptionPadding padding = enc switch
        {
            "CKM_RSA_AES_KEY_WRAP" => RSAEncryptionPadding.OaepSHA1,
            "RSA_AES_KEY_WRAP_256" => RSAEncryptionPadding.OaepSHA256,
            _ => RSAEncryptionPadding.OaepSHA384,
        };
        int modulus = wrapping.KeySize / 8;
        using Aes aes = Aes.Create();
        aes.Key = wrapping.Decrypt(ciphertext.AsSpan(0, modulus), padding);
        RSA released = RSA.Create();
        released.ImportPkcs8PrivateKey(aes.DecryptKeyWrapPadded(ciphertext.AsSpan(modulus)), out _);
        return released;
    }
}
