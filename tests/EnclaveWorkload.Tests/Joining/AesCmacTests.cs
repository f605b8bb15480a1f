using System.Runtime.InteropServices;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Joining;

/// <summary>The examples of NIST SP 800-38B (AES-256) and RFC 4493 (AES-128).</summary>
public sealed class AesCmacTests
{
    private const string Message =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    [Fact]
    public void Messages_of_all_lengths_have_the_published_tags_side_by_side()
    {
        AssertTags(
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            (0, "028962f61b7bf89efc6b551f4667d983"),
            (16, "28a7023f452e8f82bd4bf28d8c37c35c"),
            (40, "aaf3d8f1de5640c232f5b169b9c911e6"),
            (64, "e1992190549f6ed5696a2c056c315410"));
        AssertTags(
            "2b7e151628aed2a6abf7158809cf4f3c",
            (64, "51f0bebf7e3b9d92fc49741779363cfe"),
            (0, "bb1d6929e95937287fa37d129b756746"),
            (40, "dfa66747de9ae63030ca32611497c827"),
            (16, "070a16b46b4d4144f79bdd9dd04a287c"));
    }

    [Fact]
    public void Nothing_to_tag_is_nothing() => AssertTags("2b7e151628aed2a6abf7158809cf4f3c");

    private static void AssertTags(string key, params (int Length, string Tag)[] wanted)
    {
        byte[] message = Convert.FromHexString(Message);
        UInt128[] tags = new UInt128[wanted.Length];
        using (AesCmac mac = new(Convert.FromHexString(key)))
        {
            mac.Tag(index => message.AsSpan(0, wanted[index].Length), tags);
        }

        Assert.Equal(string.Concat(wanted.Select(each => each.Tag)), Convert.ToHexStringLower(MemoryMarshal.AsBytes(tags.AsSpan())));
    }
}
