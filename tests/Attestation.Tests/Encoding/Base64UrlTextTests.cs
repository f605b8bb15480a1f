namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class Base64UrlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("66", "Zg")]
    [InlineData("666f", "Zm8")]
    [InlineData("666f6f", "Zm9v")]
    [InlineData("fbff", "-_8")]
    public void Bytes_and_text_round_trip(string hex, string text)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(text, Base64UrlText.Encode(bytes));
        Assert.True(Base64UrlText.TryDecode(text, out byte[]? decoded));
        Assert.Equal(bytes, decoded);
    }

    [Theory]
    [InlineData("Zg==")]
    [InlineData("Zh")]
    [InlineData("Zm9")]
    [InlineData("Z")]
    [InlineData("Zm9vZ")]
    [InlineData("Zm 8")]
    [InlineData("+/8")]
    [InlineData("Zm8\n")]
    [InlineData("Zg%%")]
    public void A_second_spelling_is_refused(string text) => Assert.False(Base64UrlText.TryDecode(text, out _));

    [Theory]
    [InlineData("Zg", true)]
    [InlineData("Zg==", true)]
    [InlineData("Zm8=", true)]
    [InlineData("Zg=", false)]
    [InlineData("Zm8==", false)]
    [InlineData("Zm9v====", false)]
    [InlineData("====", false)]
    [InlineData("Zh==", false)]
    public void Padding_is_complete_or_absent(string text, bool accepted) =>
        Assert.Equal(accepted, Base64UrlText.TryDecodePadded(text, out _));
}
