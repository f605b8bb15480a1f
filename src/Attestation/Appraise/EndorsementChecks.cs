namespace EnclaveCleanRoom.Attestation;

/// <summary>Authenticates a utility VM's endorsement, and says by whom.</summary>
internal static class EndorsementChecks
{
    public static GenuineEndorsement? Authenticate(AppraisalChecklist list, UvmEndorsement endorsement, IReadOnlyList<UvmAnchor> anchors)
    {
        bool isGenuine = UvmVerifier.TryAuthenticate(endorsement, anchors, out GenuineEndorsement? genuine, out UvmAuthenticationFailure failure);
        list.Authenticated(
            "uvm.endorsement",
            "signed by " + string.Join(", ", anchors.Select(anchor => $"{anchor.Did} in feed {anchor.Feed}")),
            isGenuine ? $"signed, SVN {genuine!.Svn}" : $"{failure} (issuer {endorsement.Issuer}, feed {endorsement.Feed})",
            isGenuine,
            PolicyNames.UtilityVm);
        return genuine;
    }
}
