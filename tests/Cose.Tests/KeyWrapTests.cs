using EnclaveCleanRoom.Cose.Encryption;

namespace EnclaveCleanRoom.Cose.Tests;

public sealed class KeyWrapTests
{
    private static readonly byte[] s_kek =
        Convert.FromHexString("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");

    /// <summary>RFC 3394 §4.3, §4.5 and §4.6: 128, 192 and 256 bits of key under a 256-bit KEK.</summary>
    [Theory]
    [InlineData("00112233445566778899AABBCCDDEEFF", "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7")]
    [InlineData(
        "00112233445566778899AABBCCDDEEFF0001020304050607", "A8F9BC1612C68B3FF6E6F4FBE30E71E4769C8B80A32CB8958CD5D17D6B254DA1")]
    [InlineData(
        "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",
        "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")]
    public void The_known_answers_of_RFC_3394_hold(string key, string wrapped)
    {
        byte[] unwrapped = new byte[key.Length / 2];

        Assert.Equal(wrapped, Convert.ToHexString(AesKeyWrap.Wrap(s_kek, Convert.FromHexString(key))));
        Assert.True(AesKeyWrap.TryUnwrap(s_kek, Convert.FromHexString(wrapped), unwrapped));
        Assert.Equal(key, Convert.ToHexString(unwrapped));
    }

    [Fact]
    public void A_changed_byte_does_not_unwrap_and_leaves_zeroes()
    {
        byte[] wrapped = AesKeyWrap.Wrap(s_kek, new byte[32]);
        for (int i = 0; i < wrapped.Length; i++)
        {
            byte[] changed = [.. wrapped];
            changed[i] ^= 0x80;
            byte[] unwrapped = [.. Enumerable.Repeat((byte)0xFF, 32)];
            Assert.False(AesKeyWrap.TryUnwrap(s_kek, changed, unwrapped));
            Assert.Equal(new byte[32], unwrapped);
        }
    }
}
