using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease.Release;
using EnclaveCleanRoom.KeyRelease.Tests.Release;
using EnclaveCleanRoom.KeyRelease.Tests.Vault;

namespace EnclaveCleanRoom.KeyRelease.Tests.Corpus;

/// <summary>
/// Damaged policies and release responses, each with what must come of it. A response is damaged outside, where its signature
/// must notice, and inside, with the payload signed again, so that the checks behind the signature are reached.
/// </summary>
public sealed class CorpusTests
{
    private const int PerFormat = 220;

    private static readonly ReleaseKeys s_keys = ReleaseKeys.Committed;
    private static readonly byte[] s_policy = ReleasePolicy
        .ForCleanRoom("https://sharedneu.neu.attest.azure.net", Digest256.Of("h"u8), Digest256.Of("a"u8)).Encoded.ToArray();

    private static readonly byte[] s_body = Encoding.UTF8.GetBytes(new FakeRelease().Body());
    private static readonly byte[] s_payload = Encoding.UTF8.GetBytes(new FakeRelease().PayloadText());
    private static readonly JsonElement s_claims = JsonDocument.Parse("{}").RootElement;

    public static TheoryData<string> Formats() => ["policy", "response", "payload"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_damaged_input_comes_out_as_recorded(string format)
    {
        string[] lines = File.ReadAllLines(PathOf(format));

        Assert.True(lines.Length >= 200);
        Assert.All(lines, line =>
        {
            string[] fields = line.Split(' ');
            Assert.Equal(fields[0], Outcome(format, Edit.Apply(Original(format), fields.AsSpan(1))));
        });
    }

    /// <summary>The corpora are written when <c>WRITE_VECTORS</c> is set; otherwise they must be what the seed gives.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_committed_corpus_is_that_of_the_seed(string format)
    {
        SeededMutator mutator = new((ulong)format.Length);
        StringBuilder text = new();
        for (int i = 0; i < PerFormat; i++)
        {
            byte[] damaged = mutator.Mutate(Original(format), out _);
            text.Append(Outcome(format, damaged)).Append(' ').Append(Edit.Between(Original(format), damaged)).Append('\n');
        }

        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            File.WriteAllText(PathOf(format), text.ToString());
        }

        Assert.Equal(text.ToString(), File.ReadAllText(PathOf(format)));
    }

    [Fact]
    public void A_response_damaged_outside_is_never_released() =>
        Assert.DoesNotContain(File.ReadAllLines(PathOf("response")), line => line.StartsWith("Released", StringComparison.Ordinal));

    private static string PathOf(string format) => Repository.PathTo("tests", "KeyRelease.Tests", "Corpus", format + ".txt");

    private static byte[] Original(string format) => format switch
    {
        "policy" => s_policy,
        "response" => s_body,
        _ => s_payload,
    };

    private static string Outcome(string format, byte[] input) => format switch
    {
        "policy" => Policy(input),
        "response" => Response(input),
        _ => Response(Encoding.UTF8.GetBytes(new FakeRelease().Body(Header, input))),
    };

    private static string Header => Encoding.UTF8.GetString(ReadHeader());

    private static byte[] ReadHeader()
    {
        string value = JsonDocument.Parse(s_body).RootElement.GetProperty("value").GetString()!;
        return Base64UrlText.TryDecode(value.AsSpan(0, value.IndexOf('.', StringComparison.Ordinal)), out byte[]? header) ? header : [];
    }

    // A policy that still reads asks for something that an empty token does not have.
    private static string Policy(byte[] json)
    {
        if (!ReleasePolicy.TryParse(json, out ReleasePolicy? policy, out ReleasePolicyFailure failure))
        {
            return failure.ToString();
        }

        return policy.Evaluate(policy.Authorities[0], s_claims).IsGranted ? "Granted" : "Denied";
    }

    private static string Response(byte[] body)
    {
        if (!ReleaseResponse.TryParse(body, out ReleaseResponse? response))
        {
            return nameof(KeyVaultFailureReason.MalformedResponse);
        }

        if (!ReleaseResponseVerifier.TryAuthenticate(
            response, KeyVaultTrust.Named(s_keys.Root), FakeVault.Address.Host, ReleaseKeys.Now, out GenuineReleaseResponse? genuine, out KeyVaultFailureReason reason))
        {
            return reason.ToString();
        }

        KeyVaultFailureReason? judged = ReleaseAppraiser.Judge(genuine, FakeVault.Address, "kek", null, null)
            ?? ReleaseAppraiser.Unwrap(genuine, s_keys.Wrapping, out _);
        return judged?.ToString() ?? "Released";
    }
}
