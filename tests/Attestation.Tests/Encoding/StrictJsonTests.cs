using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class StrictJsonTests
{
    [Fact]
    public void An_ordinary_value_is_read()
    {
        Assert.True(StrictJson.TryParse("""{"a":[1,"two",null]}"""u8.ToArray(), out JsonElement root));
        Assert.Equal("two", root.GetProperty("a")[1].GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"\\u0061\":1}")]
    [InlineData("{\"x\":{\"a\":1,\"a\":2}}")]
    [InlineData("[1,]")]
    [InlineData("[1] // one")]
    [InlineData("[1][2]")]
    [InlineData("{'a':1}")]
    public void What_two_readers_could_take_differently_is_refused(string text) =>
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xF6, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'[', (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)']' })]
    public void What_is_not_UTF8_is_refused(byte[] text) => Assert.False(StrictJson.TryParse(text, out _));

    [Theory]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("[\"\\udc00\\ud800\"]")]
    public void A_lone_surrogate_is_refused_as_name_and_as_value(string text) =>
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void An_escaped_pair_of_surrogates_is_text()
    {
        Assert.True(StrictJson.TryParse("""["\ud83d\ude00"]"""u8.ToArray(), out JsonElement root));
        Assert.Equal("\U0001F600", root[0].GetString());
    }

    [Fact]
    public void A_byte_order_mark_is_refused() => Assert.False(StrictJson.TryParse("\uFEFF[]"u8.ToArray(), out _));

    [Fact]
    public void Nesting_has_a_limit()
    {
        string deepest = new string('[', StrictJson.MaxDepth) + new string(']', StrictJson.MaxDepth);
        Assert.True(StrictJson.TryParse(Encoding.UTF8.GetBytes(deepest), out _));
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes('[' + deepest + ']'), out _));
    }
}
