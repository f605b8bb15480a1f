namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Every link between the pinned roots and a report, each looked at whatever the others say, so that a reader sees where a chain
/// breaks and what still holds.
/// </summary>
internal sealed class SnpAuthentication
{
    private readonly SnpReport _report;
    private readonly HardwareAnchor? _anchor;
    private readonly ReportTcb? _tcb;
    private readonly string? _providerId;

    private SnpAuthentication(
        SnpReport report, HardwareAnchor? anchor, ReportTcb? tcb, string? providerId, IReadOnlyList<SnpAuthenticationStep> steps)
    {
        _report = report;
        _anchor = anchor;
        _tcb = tcb;
        _providerId = providerId;
        Steps = steps;
    }

    /// <summary>The links from the root to the report.</summary>
    public IReadOnlyList<SnpAuthenticationStep> Steps { get; }

    /// <summary>The first link that does not hold, in the order in which <see cref="SnpVerifier"/> names them.</summary>
    public SnpAuthenticationFailure Failure => Steps.FirstOrDefault(step => !step.Holds)?.Failure ?? SnpAuthenticationFailure.None;

    /// <summary>True when every link holds.</summary>
    public bool IsGenuine => Steps.All(step => step.Holds);

    /// <summary>True when every link holds but, perhaps, that a certificate is outside its time.</summary>
    public bool IsGenuineAtSomeTime => Steps.All(step => step.Holds || step.IsAboutTime);

    /// <summary>Looks at every link.</summary>
    public static SnpAuthentication Run(SnpReport report, CertificateChain chain, IReadOnlyList<HardwareAnchor> anchors, DateTimeOffset at)
    {
        HardwareAnchor? anchor = anchors.FirstOrDefault(candidate => candidate.RootFingerprint == chain.RootFingerprint);
        List<SnpAuthenticationStep> steps = [ChainLinks.Root(chain, anchor, anchors), .. ChainLinks.Run(chain, at)];
        ReportTcb? tcb = null;
        if (anchor is not null)
        {
            steps.AddRange(ReportLinks.Binding(report, chain.EndorsementKey, anchor.Product, out tcb));
        }

        steps.Add(ReportLinks.Signature(report, chain.Leaf));
        return new SnpAuthentication(report, anchor, tcb, chain.EndorsementKey.ProviderId, steps);
    }

    /// <summary>The report as genuine.</summary>
    /// <exception cref="InvalidOperationException">It is not, even at another time.</exception>
    public GenuineReport ToGenuineReport() => IsGenuineAtSomeTime && _anchor is not null && _tcb is not null
        ? new GenuineReport(_report, _anchor, _tcb, _providerId)
        : throw new InvalidOperationException("What is not genuine is no genuine report.");
}
