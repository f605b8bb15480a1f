namespace EnclaveCleanRoom.Attestation;

/// <summary>The report among handed evidence: genuine by a pinned root, then judged by what it says of guest, firmware and policy.</summary>
internal static class HandedReport
{
    /// <summary>Authenticates the report by the chain that fits it best.</summary>
    /// <param name="list">Takes every link of that chain.</param>
    /// <param name="report">The report.</param>
    /// <param name="chains">The chains that were handed in.</param>
    /// <param name="values">Whom to believe.</param>
    /// <param name="at">When the certificates must be valid.</param>
    /// <param name="chain">The chain that was looked at.</param>
    public static GenuineReport? Authenticate(
        AppraisalChecklist list,
        SnpReport report,
        IReadOnlyList<CertificateChain> chains,
        HandedEvidenceValues values,
        DateTimeOffset at,
        out CertificateChain chain)
    {
        (CertificateChain Chain, SnpAuthentication Authentication) best = chains
            .Select(candidate => (candidate, SnpAuthentication.Run(report, candidate, values.Hardware, at)))
            .MinBy(pair => pair.Item2.Steps.Count(step => !step.Holds));
        chain = best.Chain;
        bool isGenuine = best.Authentication.IsGenuineAtSomeTime;
        foreach (SnpAuthenticationStep step in best.Authentication.Steps)
        {
            // Once every signature holds, a certificate outside its time is a matter of what is acceptable.
            if (step.IsAboutTime && isGenuine)
            {
                list.Appraised(step.Claim, step.Wanted, step.Found, step.Holds, PolicyNames.Hardware);
            }
            else
            {
                list.Authenticated(step.Claim, step.Wanted, step.Found, step.Holds, PolicyNames.Hardware);
            }
        }

        return isGenuine ? best.Authentication.ToGenuineReport() : null;
    }

    /// <summary>Judges what a genuine report says.</summary>
    public static void Appraise(AppraisalChecklist list, GenuineReport genuine, HandedEvidence evidence, HandedEvidenceValues values)
    {
        SnpReportFailure irregularity = genuine.Report.Irregularity;
        list.Appraised(
            "report.fields",
            "nothing in a reserved field, and a processor line that is known",
            irregularity == SnpReportFailure.None ? "nothing" : $"something that is not understood ({irregularity})",
            irregularity == SnpReportFailure.None,
            PolicyNames.Project);
        ReportChecks.RunGuest(list, genuine.Report);
        ReportChecks.RunDeniedHostData(list, genuine.Report.HostData, new HashSet<Digest256>());
        if (evidence.Policy.TryGet(out ReadOnlyMemory<byte> policy))
        {
            HandedPolicy.Appraise(list, genuine.Report.HostData, policy);
        }

        if (evidence.RuntimeData.TryGet(out ReadOnlyMemory<byte> runtime))
        {
            BindingChecks.RunReportData(list, genuine, runtime.Span);
        }

        ReportChecks.RunTcb(list, genuine, values.MinimumTcb, PolicyNames.Asker);
    }
}
