namespace EnclaveCleanRoom.Attestation;

/// <summary>The utility VM's endorsement among handed evidence: its publisher's, about this launch measurement, and not too old.</summary>
internal static class HandedEndorsement
{
    public static GenuineEndorsement? Authenticate(AppraisalChecklist list, ReadOnlyMemory<byte> file, HandedEvidenceValues values)
    {
        UvmEndorsementFailure failure = UvmEndorsementFailure.Message;
        bool isRead = UvmEndorsement.TryParse(file, out UvmEndorsement? endorsement, out failure)
            || (WrittenBytes.TryDecode(file.Span, out byte[]? decoded) && UvmEndorsement.TryParse(decoded, out endorsement, out failure));
        list.Read("uvm", "a COSE_Sign1 with a launch measurement and a security version", isRead ? "such a message" : $"something else ({failure})", isRead);
        return isRead ? EndorsementChecks.Authenticate(list, endorsement!, values.UtilityVms) : null;
    }

    public static void Appraise(AppraisalChecklist list, GenuineReport genuine, GenuineEndorsement? endorsement, HandedEvidenceValues values)
    {
        if (endorsement is not null)
        {
            BindingChecks.RunEndorsement(list, genuine, endorsement, values.MinimumUvmSvn, PolicyNames.Asker);
        }
    }
}
