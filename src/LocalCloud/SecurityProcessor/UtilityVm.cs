using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Pki;

namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>
/// The simulated utility VM: the image that would start the workload, and the endorsement by which who builds it vouches for its
/// launch measurement.
/// </summary>
/// <remarks>Source: the signed reference information that lies in confidential container groups.</remarks>
internal sealed class UtilityVm
{
    /// <summary>The name under which images are endorsed.</summary>
    public const string Feed = "ContainerPlat-SIMULATED-UVM";

    /// <summary>The image's security version number, which its endorsement states.</summary>
    public const int Svn = 103;

    private UtilityVm(UvmAnchor anchor, byte[] endorsement)
    {
        Anchor = anchor;
        Endorsement = endorsement;
    }

    /// <summary>The launch measurement of the one simulated image: 48 bytes.</summary>
    public static ReadOnlyMemory<byte> LaunchMeasurement { get; } = SHA384.HashData("EnclaveCleanRoom LocalCloud SIMULATED utility VM 1"u8);

    /// <summary>Who endorses, and under which name: what a relying party must trust to accept the endorsement.</summary>
    public UvmAnchor Anchor { get; }

    /// <summary>The endorsement: COSE_Sign1, PS384.</summary>
    public ReadOnlyMemory<byte> Endorsement { get; }

    /// <summary>Endorses the image under the SIMULATED root.</summary>
    public static UtilityVm Endorse(SimulatedPki pki, DateTimeOffset now)
    {
        UvmAnchor anchor = new(Digest256.Of(pki.UvmRoot.RawData), PkiMaker.UvmSigningUsage, Feed);
        byte[] payload = JsonExchange.ToUtf8(new JsonObject
        {
            ["x-ms-sevsnpvm-guestsvn"] = $"{Svn}",
            ["x-ms-sevsnpvm-guestsvn-int"] = Svn,
            ["x-ms-sevsnpvm-launchmeasurement"] = Convert.ToHexStringLower(LaunchMeasurement.Span),
        });
        using CoseSigner signer = CoseSigner.FromRsa(pki.UvmSigner.GetRSAPrivateKey()!);
        return new UtilityVm(anchor, signer.Sign1(payload, new CoseHeaderParameters
        {
            ContentType = "application/json",
            X5Chain = [pki.UvmSigner.RawData, pki.UvmIssuer.RawData, pki.UvmRoot.RawData],
            Texts = new Dictionary<string, string> { ["iss"] = anchor.Did, ["feed"] = anchor.Feed },
            Dates = new Dictionary<string, DateTimeOffset> { ["signingtime"] = now },
        }));
    }
}
