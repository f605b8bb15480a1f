using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Verbs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>What a vault answers with 403 is said in words, with wanted and found in both encodings.</summary>
public sealed class KekExplanationTests
{
    private static readonly Digest256 s_hostData = Digest256.Of("workload"u8);
    private static readonly ReleasePolicy s_policy = ReleasePolicy.ForCleanRoom("https://a.example", s_hostData, Digest256.Of("agreement"u8));

    [Fact]
    public async Task A_real_token_of_another_workload_is_explained_clause_by_clause()
    {
        string token = SharedData.Require("vectors", "maa", "sev-snp-jwt.txt");
        string policy = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(policy, s_policy.Encoded.ToArray(), TestContext.Current.CancellationToken);
            byte[] compact = Encoding.ASCII.GetBytes(File.ReadAllText(token).Trim());
            (string issuer, JsonElement claims) = KekExplanation.ReadToken(token, compact);
            string text = string.Join('\n', KekExplanation.Lines(s_policy.Evaluate(issuer, claims)));
            Assert.StartsWith("not released\nauthority https://a.example\n", text, StringComparison.Ordinal);
            Assert.Contains($"iss equals\n         wanted https://a.example\n         found  {issuer}", text, StringComparison.Ordinal);
            Assert.Contains($"x-ms-sevsnpvm-hostdata equals\n         wanted {s_hostData} (base64url {Base64UrlText.Encode(s_hostData.ToArray())})", text, StringComparison.Ordinal);
            Assert.Contains("x-ms-compliance-status equals\n         wanted azure-compliant-uvm\n         found  nothing: the token has no such claim", text, StringComparison.Ordinal);
            Assert.Contains("holds  x-ms-attestation-type equals", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(policy);
        }
    }

    [Fact]
    public void A_policy_is_read_as_json_as_base64url_and_out_of_a_vaults_answer()
    {
        string data = Base64UrlText.Encode(s_policy.Encoded.Span);
        string[] forms =
        [
            Encoding.UTF8.GetString(s_policy.Encoded.Span), data, data + "\n", Convert.ToBase64String(s_policy.Encoded.Span),
            $$$"""{"key":{},"release_policy":{"data":"{{{data}}}","immutable":true}}""", $$$"""{"releasePolicy":{"encodedPolicy":"{{{data}}}"}}""",
        ];
        foreach (string form in forms)
        {
            Assert.Equal(s_policy.Encoded.ToArray(), KekExplanation.ReadPolicy("f", Encoding.UTF8.GetBytes(form)).Encoded.ToArray());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not a policy")]
    [InlineData("""{"release_policy":{"data":"AAAA"}}""")]
    public void What_is_no_policy_is_refused_as_a_wrong_file(string content)
    {
        ClientException refusal = Assert.Throws<ClientException>(() => KekExplanation.ReadPolicy("f", Encoding.UTF8.GetBytes(content)));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    public void What_is_no_token_is_refused_as_a_wrong_file(string content) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => KekExplanation.ReadToken("f", Encoding.UTF8.GetBytes(content))).ExitCode);

    [Fact]
    public void The_same_bytes_in_another_encoding_are_recognised()
    {
        string wanted = Base64UrlText.Encode(s_hostData.ToArray());
        byte[] json = Encoding.UTF8.GetBytes($$$"""{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[{"claim":"x-ms-sevsnpvm-hostdata","equals":"{{{wanted}}}"}]}]}""");
        ReleasePolicy policy = KekExplanation.ReadPolicy("f", json);
        JsonElement claims = JsonElement.Parse($$$"""{"x-ms-sevsnpvm-hostdata":"{{{s_hostData}}}"}""");
        string text = string.Join('\n', KekExplanation.Lines(policy.Evaluate("https://a.example", claims)));
        Assert.Contains("FAILS  x-ms-sevsnpvm-hostdata", text, StringComparison.Ordinal);
        Assert.Contains($"wanted {wanted} (hex {s_hostData})", text, StringComparison.Ordinal);
        Assert.Contains("the same bytes in another encoding", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_ends_with_the_verdict()
    {
        string folder = Directory.CreateTempSubdirectory("cleanroom-").FullName;
        try
        {
            string policy = Path.Combine(folder, "policy.json");
            string token = Path.Combine(folder, "token.jwt");
            await File.WriteAllTextAsync(policy, """{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[{"claim":"x","equals":"1"}]}]}""", TestContext.Current.CancellationToken);
            foreach ((string claims, int code) in new[] { ("""{"iss":"https://a.example","x":1}""", ExitCode.Success), ("""{"iss":"https://a.example","x":2}""", ExitCode.Refused) })
            {
                await File.WriteAllTextAsync(token, $"e30.{Base64UrlText.Encode(Encoding.UTF8.GetBytes(claims))}.e30", TestContext.Current.CancellationToken);
                Assert.Equal(code, await CommandLine.RunAsync(["kek", "explain", "--policy", policy, "--token", token]));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
