using System.Text.Json;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class DigestTests
{
    // FIPS 180-4, the digest of "abc".
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Sha256_of_abc_is_the_published_one() => Assert.Equal(OfAbc, Digest256.Of("abc"u8).ToString());

    [Fact]
    public void Sha384_of_abc_is_the_published_one() =>
        Assert.Equal(
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
            Digest384.Of("abc"u8).ToString());

    [Fact]
    public void Text_and_bytes_round_trip()
    {
        Digest256 digest = Digest256.Parse(OfAbc);
        Assert.Equal(digest, new Digest256(Convert.FromHexString(OfAbc)));
        Assert.True(digest == new Digest256(digest.ToArray()));
        Assert.Equal(digest.GetHashCode(), new Digest256(digest.AsSpan()).GetHashCode());
    }

    [Fact]
    public void Digests_that_differ_in_one_bit_are_unequal()
    {
        byte[] bytes = Convert.FromHexString(OfAbc);
        bytes[31] ^= 1;
        Assert.NotEqual(Digest256.Parse(OfAbc), new Digest256(bytes));
        Assert.False(Digest256.Parse(OfAbc).FixedTimeEquals(bytes));
        Assert.False(Digest256.Parse(OfAbc).FixedTimeEquals(bytes.AsSpan(0, 31)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015add")]
    [InlineData("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(" a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Another_spelling_is_refused(string text)
    {
        Assert.False(Digest256.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Digest256.Parse(text));
    }

    [Fact]
    public void Bytes_of_another_length_are_a_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => new Digest256(new byte[31]));
        Assert.Throws<ArgumentException>(() => new Digest384(new byte[32]));
    }

    [Fact]
    public void In_json_a_digest_is_its_hexadecimal_string()
    {
        Digest256 digest = Digest256.Parse(OfAbc);
        Assert.Equal($"\"{OfAbc}\"", JsonSerializer.Serialize(digest));
        Assert.Equal(digest, JsonSerializer.Deserialize<Digest256>($"\"{OfAbc}\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Digest256>($"\"{OfAbc.ToUpperInvariant()}\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Digest256>("null"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Digest256>("7"));
    }
}
