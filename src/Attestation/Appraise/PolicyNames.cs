namespace EnclaveCleanRoom.Attestation;

/// <summary>Whose rules there are beside those of the reference values.</summary>
internal static class PolicyNames
{
    public const string Hardware = "hardware vendor";
    public const string UtilityVm = "utility VM publisher";
    public const string AttestationService = "attestation service";
    public const string Project = "clean room";
    public const string Asker = "whoever asks";
}
