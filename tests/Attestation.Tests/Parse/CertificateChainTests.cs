using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class CertificateChainTests
{
    private static readonly byte[] s_leaf = SimulatedChain.Milan.Leaf();
    private static readonly byte[] s_signing = SimulatedChain.Milan.SigningKey();
    private static readonly byte[] s_root = SimulatedChain.Milan.Root();

    [Fact]
    public void Certificates_are_sorted_into_their_roles_whatever_their_order()
    {
        byte[][][] orders =
        [
            [s_leaf, s_signing, s_root], [s_leaf, s_root, s_signing], [s_signing, s_leaf, s_root],
            [s_signing, s_root, s_leaf], [s_root, s_leaf, s_signing], [s_root, s_signing, s_leaf],
        ];
        foreach (byte[][] order in orders)
        {
            CertificateChain chain = SimulatedChain.Parse(SimulatedChain.ToPem(order));
            Assert.Equal(Digest256.Of(s_root), chain.RootFingerprint);
            Assert.Equal(SimulatedChain.ToPem(s_leaf, s_signing, s_root), Encoding.ASCII.GetBytes(chain.ToPem()));
        }
    }

    [Fact]
    public void The_hosts_json_is_read()
    {
        string json = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["vcekCert"] = Encoding.ASCII.GetString(SimulatedChain.ToPem(s_leaf)),
            ["tcbm"] = "db18000000000004",
            ["certificateChain"] = Encoding.ASCII.GetString(SimulatedChain.ToPem(s_signing, s_root)),
            ["cacheControl"] = "86400",
        });
        Assert.Equal(Digest256.Of(s_root), SimulatedChain.Parse(Encoding.UTF8.GetBytes(json)).RootFingerprint);
    }

    [Fact]
    public void A_loaded_key_is_told_from_a_chip_key()
    {
        Assert.Equal(SnpSigningKey.Vcek, SimulatedChain.Parse(SimulatedChain.MilanPem).LeafKind);
        SimulatedChain vlek = SimulatedChain.Milan with { HardwareId = null, ProviderId = "Azure" };
        Assert.Equal(SnpSigningKey.Vlek, vlek.Parse().LeafKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("certificates")]
    [InlineData("{}")]
    [InlineData("{\"vcekCert\":7,\"certificateChain\":\"\"}")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void Another_text_is_refused(string text) => Refused(CertificateChainFailure.Text, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Text_between_the_certificates_is_refused() =>
        Refused(CertificateChainFailure.Text, [.. SimulatedChain.ToPem(s_leaf), .. "and then\n"u8, .. SimulatedChain.ToPem(s_signing, s_root)]);

    [Fact]
    public void Two_and_four_certificates_are_refused()
    {
        Refused(CertificateChainFailure.Count, SimulatedChain.ToPem(s_leaf, s_root));
        Refused(CertificateChainFailure.Count, SimulatedChain.ToPem(s_leaf, s_signing, s_root, s_root));
    }

    [Fact]
    public void What_is_no_certificate_is_refused()
    {
        Refused(CertificateChainFailure.Certificate, SimulatedChain.ToPem(s_leaf, s_signing, [0x30, 0x00]));
        Refused(CertificateChainFailure.Certificate, SimulatedChain.ToPem(s_leaf, s_signing, [.. s_root, 0x00]));
    }

    [Fact]
    public void Certificates_that_do_not_fill_the_roles_are_refused()
    {
        Refused(CertificateChainFailure.Roles, SimulatedChain.ToPem(s_leaf, s_leaf, s_root));
        Refused(CertificateChainFailure.Roles, SimulatedChain.ToPem(s_leaf, s_root, s_root));
        Refused(CertificateChainFailure.Roles, SimulatedChain.ToPem(s_leaf, s_signing, s_signing));
    }

    [Fact]
    public void A_leaf_that_names_neither_a_chip_nor_a_provider_or_both_is_refused()
    {
        SimulatedChain milan = SimulatedChain.Milan;
        Refused(CertificateChainFailure.EndorsementKey, SimulatedChain.ToPem((milan with { HardwareId = null }).Leaf(), s_signing, s_root));
        Refused(CertificateChainFailure.EndorsementKey, SimulatedChain.ToPem((milan with { ProviderId = "Azure" }).Leaf(), s_signing, s_root));
    }

    [Fact]
    public void A_leaf_with_a_hardware_id_of_another_length_is_refused() =>
        Refused(
            CertificateChainFailure.EndorsementKey,
            SimulatedChain.ToPem((SimulatedChain.Milan with { HardwareId = new byte[63] }).Leaf(), s_signing, s_root));

    [Fact]
    public void A_leaf_for_a_layout_that_is_not_known_is_refused() =>
        Refused(
            CertificateChainFailure.EndorsementKey,
            SimulatedChain.ToPem((SimulatedChain.Milan with { UnusedSvn = 1 }).Leaf(), s_signing, s_root));

    private static void Refused(CertificateChainFailure reason, byte[] text)
    {
        Assert.False(CertificateChain.TryParse(text, out CertificateChain? chain, out CertificateChainFailure failure));
        Assert.Null(chain);
        Assert.Equal(reason, failure);
    }
}
