using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Attesting;

/// <summary>What an asker names on the command line: floors, roots, a time.</summary>
public sealed class AskedValuesTests
{
    private static readonly IReadOnlyDictionary<SnpProduct, TcbVersion> s_defaults = HandedEvidenceValues.PublishedTcbFloor;

    [Fact]
    public void A_floor_replaces_that_of_its_line_alone()
    {
        IReadOnlyDictionary<SnpProduct, TcbVersion> floor = TcbFloor.Parse(["milan:snp=27,microcode=222,bootloader=4", "Turin:fmc=1,snp=4,tee=1"], s_defaults);
        Assert.Equal(new TcbVersion(4, 0, 27, 222), floor[SnpProduct.Milan]);
        Assert.Equal(s_defaults[SnpProduct.Genoa], floor[SnpProduct.Genoa]);
        Assert.Equal(new TcbVersion(0, 1, 4, 0, 1), floor[SnpProduct.Turin]);
        Assert.Equal(s_defaults, TcbFloor.Parse([], s_defaults));
    }

    [Theory]
    [InlineData("naples:snp=1")]
    [InlineData("0:snp=1")]
    [InlineData("milan:snp=256")]
    [InlineData("milan:snp=-1")]
    [InlineData("milan:svn=1")]
    [InlineData("milan:snp")]
    [InlineData("milan:")]
    [InlineData("milan")]
    [InlineData(":snp=1")]
    [InlineData("")]
    public void A_malformed_floor_is_refused(string text) =>
        Assert.StartsWith("--minimum-tcb is LINE", Assert.Throws<ClientException>(() => TcbFloor.Parse([text], s_defaults)).Message, StringComparison.Ordinal);

    [Fact]
    public void Roots_of_ones_own_stand_beside_amds()
    {
        Digest256 root = Digest256.Of("root"u8);
        IReadOnlyList<HardwareAnchor> anchors = TrustRoot.Parse([$"genoa:{root}"]);
        Assert.Equal(HardwareAnchor.Amd, anchors.Take(3));
        Assert.Equal((SnpProduct.Genoa, root), (anchors[3].Product, anchors[3].RootFingerprint));
        Assert.Throws<ClientException>(() => TrustRoot.Parse(["milan:00"]));
        Assert.Throws<ClientException>(() => TrustRoot.Parse([$"rome:{root}"]));
        Assert.Throws<ClientException>(() => TrustRoot.Parse([$"{root}"]));
    }

    [Theory]
    [InlineData("2025-10-01", "2025-10-01T00:00:00Z")]
    [InlineData("2025-10-01T12:00:00Z", "2025-10-01T12:00:00Z")]
    [InlineData("2025-10-01T12:00:00+02:00", "2025-10-01T10:00:00Z")]
    public void A_time_is_in_UTC_unless_it_says_otherwise(string text, string utc) =>
        Assert.Equal(utc, AttestVerifyVerb.ParseTime(text).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
}
