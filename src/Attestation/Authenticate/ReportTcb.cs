namespace EnclaveCleanRoom.Attestation;

/// <summary>The four TCB versions of a report.</summary>
/// <param name="Current">What runs now.</param>
/// <param name="Reported">What the signing key was derived for.</param>
/// <param name="Committed">What the firmware can no longer be rolled back below.</param>
/// <param name="Launch">What ran when the guest was launched or imported.</param>
public sealed record ReportTcb(TcbVersion Current, TcbVersion Reported, TcbVersion Committed, TcbVersion Launch)
{
    /// <summary>Decodes the four fields; false when a reserved part of one is not zero.</summary>
    internal static bool TryDecode(SnpReport report, SnpProduct product, out ReportTcb tcb)
    {
        bool isCurrent = TcbVersion.TryDecode(report.CurrentTcb, product, out TcbVersion current);
        bool isReported = TcbVersion.TryDecode(report.ReportedTcb, product, out TcbVersion reported);
        bool isCommitted = TcbVersion.TryDecode(report.CommittedTcb, product, out TcbVersion committed);
        bool isLaunch = TcbVersion.TryDecode(report.LaunchTcb, product, out TcbVersion launch);
        tcb = new ReportTcb(current, reported, committed, launch);
        return isCurrent && isReported && isCommitted && isLaunch;
    }
}
