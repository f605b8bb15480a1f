using System.Text;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Platform;

/// <summary>What a platform lays into a container, made for the simulated chain and endorsement.</summary>
internal static class Files
{
    public static byte[] Policy { get; } = "simulated policy document"u8.ToArray();

    /// <summary>The host's JSON object with the simulated chain, for the firmware that <paramref name="tcb"/> names.</summary>
    public static byte[] Certificates(TcbVersion tcb, string? tcbm = null) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["vcekCert"] = Encoding.ASCII.GetString(SimulatedChain.ToPem((SimulatedChain.Milan with { Tcb = tcb }).Leaf())),
        ["tcbm"] = tcbm ?? $"{tcb.Encode(SnpProduct.Milan):X16}",
        ["certificateChain"] = Encoding.ASCII.GetString(SimulatedChain.ToPem(SimulatedChain.MilanSigningKey, SimulatedChain.MilanRoot)),
        ["cacheControl"] = "86400",
    }.ToJsonString());

    public static SecurityContext Context(HostCertificates? certificates) => new()
    {
        UvmEndorsement = SimulatedEndorsement.Valid,
        Policy = Digest256.Of(Policy),
        Certificates = certificates,
    };

    public static HostCertificates Parse(byte[] document)
    {
        Assert.True(HostCertificates.TryParse(document, out HostCertificates? certificates));
        return certificates;
    }
}
