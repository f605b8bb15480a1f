using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Pki;
using EnclaveCleanRoom.LocalCloud.SecurityProcessor;

namespace EnclaveCleanRoom.LocalCloud;

/// <summary>
/// What the program prints when it is ready, as one line of JSON, and keeps in <c>endpoints.json</c>: where its services are, and the
/// trust anchors that an agreement must name to accept them. SPEC.md describes the members.
/// </summary>
internal sealed record Endpoints
{
    [JsonPropertyName("socket")]
    public required string Socket { get; init; }

    [JsonPropertyName("attestation")]
    public required string Attestation { get; init; }

    [JsonPropertyName("vault")]
    public required string Vault { get; init; }

    [JsonPropertyName("identity_endpoint")]
    public required string IdentityEndpoint { get; init; }

    [JsonPropertyName("identity_header")]
    public required string IdentityHeader { get; init; }

    [JsonPropertyName("hardware_root_sha256")]
    public required string HardwareRootSha256 { get; init; }

    [JsonPropertyName("hardware_root_pem")]
    public required string HardwareRootPem { get; init; }

    [JsonPropertyName("services_root_pem")]
    public required string ServicesRootPem { get; init; }

    [JsonPropertyName("attestation_signer_sha256")]
    public required string AttestationSignerSha256 { get; init; }

    [JsonPropertyName("attestation_signer_pem")]
    public required string AttestationSignerPem { get; init; }

    [JsonPropertyName("uvm_issuer")]
    public required string UvmIssuer { get; init; }

    [JsonPropertyName("uvm_feed")]
    public required string UvmFeed { get; init; }

    [JsonPropertyName("uvm_svn")]
    public required int UvmSvn { get; init; }

    [JsonPropertyName("uvm_root_pem")]
    public required string UvmRootPem { get; init; }

    [JsonPropertyName("process_id")]
    public required int ProcessId { get; init; }

    /// <summary>Collects the members.</summary>
    public static Endpoints Describe(
        string socket, string attestation, string vault, string identityEndpoint, string identityHeader, SimulatedPki pki, UtilityVm vm) => new()
        {
            Socket = socket,
            Attestation = attestation,
            Vault = vault,
            IdentityEndpoint = identityEndpoint,
            IdentityHeader = identityHeader,
            HardwareRootSha256 = Digest256.Of(pki.HardwareRoot.RawData).ToString(),
            HardwareRootPem = pki.HardwareRoot.ExportCertificatePem(),
            ServicesRootPem = pki.ServicesRoot.ExportCertificatePem(),
            AttestationSignerSha256 = Digest256.Of(pki.AttestationSigner.RawData).ToString(),
            AttestationSignerPem = pki.AttestationSigner.ExportCertificatePem(),
            UvmIssuer = vm.Anchor.Did,
            UvmFeed = vm.Anchor.Feed,
            UvmSvn = UtilityVm.Svn,
            UvmRootPem = pki.UvmRoot.ExportCertificatePem(),
            ProcessId = Environment.ProcessId,
        };
}
