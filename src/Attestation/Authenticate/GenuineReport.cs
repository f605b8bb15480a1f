namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A report that a trusted root's hardware signed. It is true; whether what it says is <em>acceptable</em> is another question.
/// </summary>
/// <remarks>Made by <see cref="SnpVerifier"/> alone.</remarks>
public sealed class GenuineReport
{
    internal GenuineReport(SnpReport report, HardwareAnchor anchor, ReportTcb tcb, string? providerId)
    {
        Report = report;
        Anchor = anchor;
        Tcb = tcb;
        ProviderId = providerId;
    }

    /// <summary>The report.</summary>
    public SnpReport Report { get; }

    /// <summary>The trust anchor that the chain ends in.</summary>
    public HardwareAnchor Anchor { get; }

    /// <summary>The processor line.</summary>
    public SnpProduct Product => Anchor.Product;

    /// <summary>The report's four TCB versions, decoded by the line's layout.</summary>
    public ReportTcb Tcb { get; }

    /// <summary>The cloud provider that the signing key was loaded for; null when it is the chip's own key.</summary>
    public string? ProviderId { get; }
}
