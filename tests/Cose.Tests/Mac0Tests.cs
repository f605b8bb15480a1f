namespace EnclaveCleanRoom.Cose.Tests;

/// <summary>COSE_Mac0 against the working group's example, and everything that is none.</summary>
public sealed class Mac0Tests
{
    // Source: cose-wg/Examples, mac0-tests/HMac-01.
    private const string Example = "D18443A10105A054546869732069732074686520636F6E74656E742E5820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58";
    private static readonly byte[] s_key = Convert.FromHexString("849B57219DAE48DE646D07DBB533566E976686457C1491BE3A76DCEA6C427188");
    private static readonly byte[] s_content = [.. "This is the content."u8];

    [Fact]
    public void The_example_verifies_and_is_made_byte_for_byte()
    {
        CoseMac0 message = Decode(Convert.FromHexString(Example));
        Assert.Equal(CoseFailure.None, message.Verify(s_key));
        Assert.Equal(s_content, message.Payload.ToArray());
        Assert.Equal(Example, Convert.ToHexString(CoseMac0.Create(s_key, s_content, new CoseHeaderParameters())));
    }

    [Fact]
    public void A_header_is_covered()
    {
        byte[] made = CoseMac0.Create(s_key, s_content, new CoseHeaderParameters { ContentType = "text/plain" });
        CoseMac0 message = Decode(made);
        Assert.Equal("text/plain", message.Protected.ContentType);
        Assert.Equal(CoseFailure.None, message.Verify(s_key));
        made[made.AsSpan().IndexOf("plain"u8)] = (byte)'P';
        Assert.Equal(CoseFailure.SignatureMismatch, Decode(made).Verify(s_key));
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        byte[] genuine = Convert.FromHexString(Example);
        for (int at = 0; at < genuine.Length; at++)
        {
            byte[] changed = [.. genuine];
            changed[at] ^= 1;
            Assert.True(!CoseMac0.TryDecode(changed, out CoseMac0? message, out CoseFailure failure) ? failure != CoseFailure.None : message.Verify(s_key) == CoseFailure.SignatureMismatch, $"byte {at}");
        }
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        CoseMac0 message = Decode(Convert.FromHexString(Example));
        byte[] other = [.. s_key];
        other[31] ^= 1;
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(other));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(new byte[32]));
    }

    [Theory]
    [InlineData("D28443A10105A054546869732069732074686520636F6E74656E742E5820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.WrongTag)]
    [InlineData("D18443A10104A0414148A1A848D3471F9D61", CoseFailure.AlgorithmUnknown)]
    [InlineData("D18443A10106A041415820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.AlgorithmUnknown)]
    [InlineData("D18440A1010541415820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.AlgorithmNotProtected)]
    [InlineData("D18440A041415820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.AlgorithmMissing)]
    [InlineData("D18443A10105A0F65820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.PayloadDetached)]
    [InlineData("D18443A10105A0414148A1A848D3471F9D61", CoseFailure.WrongSignatureLength)]
    [InlineData("D18443A10105A0414140", CoseFailure.WrongSignatureLength)]
    [InlineData("D18443A10105A041410A", CoseFailure.WrongElementType)]
    [InlineData("D18343A10105A04141", CoseFailure.WrongElementCount)]
    [InlineData("8443A10105A041415820A1A848D3471F9D61EE49018D244C824772F223AD4F935293F1789FC3A08D8C58", CoseFailure.MissingTag)]
    public void What_is_none_of_the_profile_is_refused_with_the_reason(string hex, CoseFailure expected)
    {
        Assert.False(CoseMac0.TryDecode(Convert.FromHexString(hex), out CoseMac0? message, out CoseFailure failure));
        Assert.Null(message);
        Assert.Equal(expected, failure);
    }

    [Fact]
    public void A_key_has_32_bytes()
    {
        CoseMac0 message = Decode(Convert.FromHexString(Example));
        Assert.Throws<ArgumentException>(() => message.Verify(s_key.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => CoseMac0.Create([], s_content, new CoseHeaderParameters()));
        Assert.Throws<ArgumentNullException>(() => CoseMac0.Create(s_key, s_content, null!));
    }

    private static CoseMac0 Decode(byte[] encoded)
    {
        Assert.True(CoseMac0.TryDecode(encoded, out CoseMac0? message, out CoseFailure failure), failure.ToString());
        return message;
    }
}
