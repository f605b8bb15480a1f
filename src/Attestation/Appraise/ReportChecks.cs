namespace EnclaveCleanRoom.Attestation;

/// <summary>Appraises what a genuine report says about its guest and the firmware below it.</summary>
internal static class ReportChecks
{
    /// <summary>Runs every check on the guest and its firmware.</summary>
    public static void Run(AppraisalChecklist list, GenuineReport genuine, ReferenceValues values)
    {
        RunGuest(list, genuine.Report);
        RunHostData(list, genuine.Report.HostData, values);
        RunTcb(list, genuine, values.MinimumTcb, values.Owner);
    }

    /// <summary>What no reference value can change: a guest that only its owner can look into.</summary>
    public static void RunGuest(AppraisalChecklist list, SnpReport report)
    {
        GuestPolicy policy = report.Policy;
        list.Appraised(
            "guest.policy", "no bit that is not understood", $"0x{policy.Value:x}", policy.IsUnderstood, PolicyNames.Project);
        list.Appraised("guest.debug", "false", Text(policy.AllowsDebug), !policy.AllowsDebug, PolicyNames.Project);
        list.Appraised(
            "guest.migration_agent",
            "neither allowed nor bound",
            $"allowed {Text(policy.AllowsMigrationAgent)}, bound {Text(report.HasMigrationAgent)}",
            !policy.AllowsMigrationAgent && !report.HasMigrationAgent,
            PolicyNames.Project);
        list.Appraised(
            "guest.vmpl",
            "0",
            report.Vmpl == SnpReport.HostVmpl ? "none: the host asked for this report" : $"{report.Vmpl}",
            report.Vmpl == 0,
            PolicyNames.Project);
    }

    /// <summary>Host data, wherever it was stated: two checks, because what is denied stays denied although it be listed.</summary>
    public static void RunHostData(AppraisalChecklist list, Digest256 hostData, ReferenceValues values)
    {
        RunDeniedHostData(list, hostData, values.DeniedHostData);
        list.Appraised(
            "host_data",
            values.HostData.Count == 0 ? "nothing: no policy document is accepted" : "one of " + string.Join(", ", values.HostData.Order(DigestOrder.Instance)),
            hostData.ToString(),
            values.HostData.Contains(hostData),
            values.Owner);
    }

    /// <summary>The allow-all policy never is acceptable, nor is one that is denied by name.</summary>
    public static void RunDeniedHostData(AppraisalChecklist list, Digest256 hostData, IReadOnlySet<Digest256> denied)
    {
        bool isDenied = hostData == ReferenceValues.AllowAllHostData || denied.Contains(hostData);
        list.Appraised(
            "host_data.denied",
            "not the allow-all policy, nor one that is denied by name",
            hostData == ReferenceValues.AllowAllHostData ? $"the allow-all policy {hostData}" : hostData.ToString(),
            !isDenied,
            PolicyNames.Project);
    }

    /// <summary>Each of the four versions has each component at least at the line's floor.</summary>
    public static void RunTcb(
        AppraisalChecklist list, GenuineReport genuine, IReadOnlyDictionary<SnpProduct, TcbVersion> floor, string owner)
    {
        (string Name, TcbVersion Version)[] versions =
        [
            ("tcb.reported", genuine.Tcb.Reported),
            ("tcb.committed", genuine.Tcb.Committed),
            ("tcb.current", genuine.Tcb.Current),
            ("tcb.launch", genuine.Tcb.Launch),
        ];
        bool isLineAccepted = floor.TryGetValue(genuine.Product, out TcbVersion minimum);
        foreach ((string name, TcbVersion version) in versions)
        {
            list.Appraised(
                name,
                isLineAccepted ? $"at least {minimum}" : $"a processor line that is accepted: {string.Join(", ", floor.Keys.Order())}",
                isLineAccepted ? version.ToString() : $"{genuine.Product}: {version}",
                isLineAccepted && version.IsAtLeast(minimum),
                owner);
        }
    }

    private static string Text(bool value) => value ? "true" : "false";
}
