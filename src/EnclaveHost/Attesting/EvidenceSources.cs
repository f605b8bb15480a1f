using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>Which way evidence is had, by the operator's setting. Each way gives what only this guest's hardware can sign.</summary>
internal static class EvidenceSources
{
    /// <summary>The setting for the guest's own device.</summary>
    internal const string Device = "device";

    /// <summary>True when a setting names a way: <c>device</c>, <c>unix:PATH</c>, or an http address on loopback.</summary>
    /// <param name="setting">The setting's text.</param>
    internal static bool IsKnown(string setting) =>
        setting == Device
        || (setting.StartsWith(SidecarEvidenceSource.SocketPrefix, StringComparison.Ordinal) && setting.Length > SidecarEvidenceSource.SocketPrefix.Length)
        || (Uri.TryCreate(setting, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback
            && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Fragment.Length == 0);

    /// <summary>Opens the way that a setting names.</summary>
    /// <param name="setting">A setting that <see cref="IsKnown"/>.</param>
    /// <param name="environment">Names and values: where the platform says that the security context lies.</param>
    /// <exception cref="EvidenceUnavailableException">There is no device, or no security context.</exception>
    internal static IEvidenceSource Open(string setting, IReadOnlyDictionary<string, string> environment) => setting == Device
        ? new DeviceEvidenceSource(OpenDevice(File.Exists), SecurityContext.Read(environment, "/"), ThimClient.Create(), Patience.Ordinary)
        : new SidecarEvidenceSource(setting, Patience.Ordinary);

    /// <summary>Opens the device that there is: the newer kernel's where both are.</summary>
    /// <param name="exists">Whether a file is there.</param>
    /// <exception cref="EvidenceUnavailableException">There is none.</exception>
    internal static ReportDevice OpenDevice(Func<string, bool> exists) =>
        exists(SevGuestDevice.DevicePath) ? new SevGuestDevice(KernelDevice.Open(SevGuestDevice.DevicePath))
        : exists(SevDevice.DevicePath) ? new SevDevice(KernelDevice.Open(SevDevice.DevicePath))
        : throw new EvidenceUnavailableException(
            $"there is neither {SevGuestDevice.DevicePath} nor {SevDevice.DevicePath}: this is no SEV-SNP guest, or the container was not given its device");
}
