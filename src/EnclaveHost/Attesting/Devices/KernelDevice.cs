using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>A device file of Linux. Nowhere else does this program call native code of its own choosing.</summary>
internal sealed partial class KernelDevice : IControlDevice
{
    private readonly SafeFileHandle _file;

    private KernelDevice(SafeFileHandle file) => _file = file;

    /// <summary>Opens a device for reading and writing.</summary>
    /// <exception cref="EvidenceUnavailableException">It cannot be opened.</exception>
    internal static KernelDevice Open(string path)
    {
        try
        {
            return new KernelDevice(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceUnavailableException($"{path} cannot be opened: {exception.Message} The container has to be given the device, and the right to use it.", exception);
        }
    }

    public int Control(uint request, byte[] argument) =>
        Ioctl(_file, request, Marshal.UnsafeAddrOfPinnedArrayElement(argument, 0)) < 0 ? Marshal.GetLastPInvokeError() : 0;

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);
}
