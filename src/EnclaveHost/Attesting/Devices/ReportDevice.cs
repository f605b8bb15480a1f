using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>A device that gives reports; how it is asked depends on the kernel.</summary>
internal abstract class ReportDevice(IControlDevice device, string path) : IDisposable
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int DeviceBusy = 16;
    private const int NotThisDevice = 25;

    /// <summary>The device's file.</summary>
    internal string Path { get; } = path;

    /// <summary>Asks once.</summary>
    /// <param name="reportData">64 bytes for the report to bind.</param>
    internal abstract DeviceAnswer Ask(ReadOnlySpan<byte> reportData);

    public void Dispose()
    {
        device.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls the device.</summary>
    /// <returns><see langword="null"/> when it answered, otherwise what it means that it did not.</returns>
    private protected DeviceAnswer? Call(uint request, byte[] argument, Func<byte[], ulong> errorOf)
    {
        int error = device.Control(request, argument);
        ulong firmware = errorOf(argument);
        return error switch
        {
            0 when firmware == 0 => null,
            Interrupted or TryAgain or DeviceBusy => DeviceAnswer.Busy($"{Path} is busy (error {error})"),
            _ when IsThrottled(firmware) => DeviceAnswer.Busy($"{Path} is busy: the host limits requests"),
            NotThisDevice => DeviceAnswer.Failed($"{Path} is not the device that this kernel's reports come from (error {error})"),
            _ => DeviceAnswer.Failed($"{Path} gave no report: error {error}, firmware error 0x{firmware:x}"),
        };
    }

    private protected static ulong AddressOf(byte[] pinned) => (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    // The upper half is the hypervisor's word, of which 2 means: busy, ask again.
    private static bool IsThrottled(ulong firmware) => firmware >> 32 == 2;
}
