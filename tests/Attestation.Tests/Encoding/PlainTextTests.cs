namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a\nb", "U+000A")]
    [InlineData("\u001b[2J", "U+001B")]
    [InlineData("a\tb", "U+0009")]
    [InlineData("a\u007f", "U+007F")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("\u009b31m", "U+009B")]
    [InlineData("\u061c", "U+061C")]
    [InlineData("\u200e", "U+200E")]
    [InlineData("\u202edeifirev", "U+202E")]
    [InlineData("\u2066", "U+2066")]
    [InlineData("a\u2028b", "U+2028")]
    [InlineData("a\u2029b", "U+2029")]
    [InlineData("\ufeffa", "U+FEFF")]
    [InlineData("a\U000E0041", "U+E0041")]
    public void What_is_obeyed_is_found_and_shown_as_a_sign(string text, string found)
    {
        Assert.False(PlainText.IsPlain(text, out string first));
        Assert.Equal(found, first);
        Assert.True(PlainText.IsPlain(PlainText.Show(text), out _));
        Assert.Contains('\ufffd', PlainText.Show(text));
    }

    [Fact]
    public void Half_a_character_is_found_on_either_side()
    {
        Assert.False(PlainText.IsPlain(new string('\ud800', 1) + "a", out string high));
        Assert.Equal("U+D800", high);
        Assert.False(PlainText.IsPlain("a" + '\udc00', out string low));
        Assert.Equal("U+DC00", low);
        Assert.Equal("a\ufffd", PlainText.Show("a" + '\ud800'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zürich / 東京 / Αθήνα / القاهرة / می\u200cخواهم / 👩\u200d🔬")]
    public void What_people_write_is_plain_and_stays(string text)
    {
        Assert.True(PlainText.IsPlain(text, out string found));
        Assert.Equal("", found);
        Assert.Same(text, PlainText.Show(text));
    }
}
