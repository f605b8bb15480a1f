using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Cose.Signing;

namespace EnclaveCleanRoom.Cose.Tests.Shared;

/// <summary>The single-signer examples of the COSE working group (cose-wg/Examples).</summary>
public sealed class ExamplesTests
{
    [Theory]
    [InlineData("ecdsa-examples/ecdsa-sig-01.json")]
    [InlineData("ecdsa-examples/ecdsa-sig-02.json")]
    [InlineData("sign1-tests/sign-pass-02.json")]
    public void An_example_that_passes_verifies(string file)
    {
        Example example = Example.Read(file);

        Assert.True(CoseSign1.TryDecode(example.Encoded, out CoseSign1? message, out _));
        Assert.Equal(CoseFailure.None, message.Verify(example.Key, example.External));
        Assert.Equal(example.Plaintext, message.Payload!.Value.ToArray());
    }

    [Fact]
    public void The_example_without_a_tag_passes_for_a_caller_who_tolerates_that()
    {
        Example example = Example.Read("sign1-tests/sign-pass-03.json");

        Assert.False(CoseSign1.TryDecode(example.Encoded, out _, out CoseFailure strict));
        Assert.Equal(CoseFailure.MissingTag, strict);
        Assert.True(CoseSign1.TryDecode(example.Encoded, CoseTolerance.Untagged, out CoseSign1? message, out _));
        Assert.Equal(CoseFailure.None, message.Verify(example.Key));
    }

    /// <summary>The standard lets an algorithm stand unprotected, and an empty map stand for no map; this profile does not.</summary>
    [Fact]
    public void The_example_with_an_unprotected_algorithm_is_outside_the_profile()
    {
        Example example = Example.Read("sign1-tests/sign-pass-01.json");

        Assert.False(CoseSign1.TryDecode(example.Encoded, out _, out CoseFailure failure));
        Assert.Equal(CoseFailure.EmptyProtectedMap, failure);
    }

    [Theory]
    [InlineData("sign1-tests/sign-fail-01.json", CoseFailure.WrongTag)]
    [InlineData("sign1-tests/sign-fail-02.json", CoseFailure.SignatureMismatch)]
    [InlineData("sign1-tests/sign-fail-03.json", CoseFailure.AlgorithmUnknown)]
    [InlineData("sign1-tests/sign-fail-04.json", CoseFailure.AlgorithmUnknown)]
    [InlineData("sign1-tests/sign-fail-06.json", CoseFailure.SignatureMismatch)]
    [InlineData("sign1-tests/sign-fail-07.json", CoseFailure.SignatureMismatch)]
    public void An_example_that_fails_fails_for_its_reason(string file, CoseFailure expected)
    {
        Example example = Example.Read(file);

        CoseFailure outcome = CoseSign1.TryDecode(example.Encoded, out CoseSign1? message, out CoseFailure failure)
            ? message.Verify(example.Key, example.External)
            : failure;

        Assert.Equal(expected, outcome);
    }

    [Theory]
    [InlineData("ecdsa-examples/ecdsa-sig-02.json", "A1013822")]
    [InlineData("sign1-tests/sign-pass-02.json", "A10126")]
    [InlineData("sign1-tests/sign-pass-01.json", "")]
    public void The_signed_bytes_are_those_of_the_example(string file, string protectedBytes)
    {
        Example example = Example.Read(file);

        byte[] signed = SignatureStructure.ForSign1(Convert.FromHexString(protectedBytes), example.External, example.Plaintext);

        Assert.Equal(example.ToBeSigned, signed);
    }

    private sealed record Example(byte[] Encoded, byte[] ToBeSigned, byte[] Plaintext, byte[] External, CoseVerificationKey Key)
    {
        public static Example Read(string file)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors", "cose", file)));
            JsonElement input = document.RootElement.GetProperty("input");
            JsonElement signer = input.GetProperty("sign0");
            return new Example(
                Convert.FromHexString(document.RootElement.GetProperty("output").GetProperty("cbor").GetString()!),
                Convert.FromHexString(document.RootElement.GetProperty("intermediates").GetProperty("ToBeSign_hex").GetString()!),
                System.Text.Encoding.ASCII.GetBytes(input.GetProperty("plaintext").GetString()!),
                signer.TryGetProperty("external", out JsonElement external) ? Convert.FromHexString(external.GetString()!) : [],
                KeyOf(signer.GetProperty("key")));
        }

        private static CoseVerificationKey KeyOf(JsonElement jwk)
        {
            ECParameters parameters = new()
            {
                Curve = jwk.GetProperty("crv").GetString() == "P-256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384,
                Q = new ECPoint
                {
                    X = System.Buffers.Text.Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()),
                    Y = System.Buffers.Text.Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()),
                },
            };
            using ECDsa key = ECDsa.Create(parameters);
            return CoseVerificationKey.FromEcdsa(key);
        }
    }
}
