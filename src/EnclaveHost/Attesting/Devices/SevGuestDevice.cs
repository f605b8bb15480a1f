using System.Buffers.Binary;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary><c>/dev/sev-guest</c> of Linux 6: <c>SNP_GET_REPORT</c> with <c>struct snp_guest_request_ioctl</c> of 32 bytes.</summary>
/// <remarks>Source: Linux, include/uapi/linux/sev-guest.h.</remarks>
internal sealed class SevGuestDevice(IControlDevice device) : ReportDevice(device, DevicePath)
{
    internal const string DevicePath = "/dev/sev-guest";
    internal const uint GetReport = 0xC0205300;
    internal const int ResponseSize = 4000;

    private const int ArgumentSize = 32;
    private const int RequestAddress = 8;
    private const int ResponseAddress = 16;
    private const int ErrorOffset = 24;
    private const byte MessageVersion = 1;

    internal override DeviceAnswer Ask(ReadOnlySpan<byte> reportData)
    {
        byte[] request = ReportMessage.CreateRequest(reportData);
        byte[] response = GC.AllocateArray<byte>(ResponseSize, pinned: true);
        byte[] argument = GC.AllocateArray<byte>(ArgumentSize, pinned: true);
        argument[0] = MessageVersion;
        BinaryPrimitives.WriteUInt64LittleEndian(argument.AsSpan(RequestAddress), AddressOf(request));
        BinaryPrimitives.WriteUInt64LittleEndian(argument.AsSpan(ResponseAddress), AddressOf(response));
        DeviceAnswer? refusal = Call(GetReport, argument, bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(ErrorOffset)));
        GC.KeepAlive(request);
        return refusal ?? ReportMessage.Read(response, reportData);
    }
}
