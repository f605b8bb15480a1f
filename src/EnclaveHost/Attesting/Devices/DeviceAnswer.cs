using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>What a device answered: a report, or why there is none and whether to ask again.</summary>
internal sealed record DeviceAnswer
{
    private DeviceAnswer(SnpReport? report, string problem, bool isBusy)
    {
        Report = report;
        Problem = problem;
        IsBusy = isBusy;
    }

    /// <summary>The report, or <see langword="null"/>.</summary>
    internal SnpReport? Report { get; }

    /// <summary>Why there is none; empty when there is one.</summary>
    internal string Problem { get; }

    /// <summary>True when the same request may succeed a little later: the host limits how often a guest may ask.</summary>
    internal bool IsBusy { get; }

    internal static DeviceAnswer Of(SnpReport report) => new(report, "", isBusy: false);

    internal static DeviceAnswer Busy(string problem) => new(null, problem, isBusy: true);

    internal static DeviceAnswer Failed(string problem) => new(null, problem, isBusy: false);
}
