using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Security.Cryptography;
using Azure.Core.Diagnostics;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>Even with everything that the client library can log switched on, no token and no key is in it.</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task The_most_verbose_log_holds_neither_token_nor_key()
    {
        ConcurrentQueue<string> lines = new();
        using AzureEventSourceListener listener = new((_, line) => lines.Enqueue(line), EventLevel.Verbose);
        using RSA own = RSA.Create(2048);
        byte[] dek = RandomNumberGenerator.GetBytes(32);
        string attestation = "eyJhbGciOiJub25lIn0.eyJ4IjoiVE9LRU4ifQ.c2ln";
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom("https://a.example", Digest256.Of("h"u8), Digest256.Of("a"u8));
        using FakeVault vault = new FakeVault()
            .Answer(404, "{}").Answer(400, "{}")
            .Answer(200, $$"""{"kid":"https://owner.vault.azure.net/keys/kek/1","value":"{{Base64UrlText.Encode(dek)}}"}""")
            .Answer(403, "{}");
        using KeyVaultClient client = vault.Client();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await client.ImportKeyAsync("kek", own, policy, null, cancellation);
        (await client.UnwrapAsync("kek", "1", new byte[] { 1 }, cancellation)).Value?.Dispose();
        await client.ReleaseAsync("kek", "1", attestation, "nonce", own, cancellation);

        string log = string.Join('\n', lines);
        Assert.Contains("https://owner.vault.azure.net/keys/kek", log, StringComparison.Ordinal);
        RSAParameters numbers = own.ExportParameters(includePrivateParameters: true);
        foreach (byte[] secret in new[] { numbers.D!, numbers.P!, numbers.Q!, numbers.DP!, numbers.DQ!, numbers.InverseQ!, dek })
        {
            Assert.DoesNotContain(Base64UrlText.Encode(secret.AsSpan(0, 24)), log, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(secret.AsSpan(0, 24)), log, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(secret.AsSpan(0, 24)), log, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("the-token", log, StringComparison.Ordinal);
        Assert.DoesNotContain(attestation, log, StringComparison.Ordinal);
    }
}
