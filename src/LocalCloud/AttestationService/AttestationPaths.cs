namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>The paths of the attestation service.</summary>
internal static class AttestationPaths
{
    public const string Attest = "/attest/SevSnpVm";
    public const string Certificates = "/certs";
    public const string OpenIdConfiguration = "/.well-known/openid-configuration";
}
