using System.Buffers.Binary;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>
/// <c>/dev/sev</c> of Linux 5.15 with the guest patches that confidential container groups ran on: <c>SEV_SNP_GUEST_MSG_REPORT</c>
/// with <c>struct sev_snp_guest_request</c> of 40 bytes.
/// </summary>
/// <remarks>Source: the guest patches' include/uapi/linux/psp-sev-guest.h.</remarks>
internal sealed class SevDevice(IControlDevice device) : ReportDevice(device, DevicePath)
{
    internal const string DevicePath = "/dev/sev";
    internal const uint GetReport = 0xC0285301;
    internal const int ResponseSize = 1280;

    private const int ArgumentSize = 40;
    private const byte RequestType = 5;
    private const byte ResponseType = 6;
    private const byte MessageVersion = 1;
    private const int RequestLength = 4;
    private const int RequestAddress = 8;
    private const int ResponseLength = 16;
    private const int ResponseAddress = 24;
    private const int ErrorOffset = 32;

    internal override DeviceAnswer Ask(ReadOnlySpan<byte> reportData)
    {
        byte[] request = ReportMessage.CreateRequest(reportData);
        byte[] response = GC.AllocateArray<byte>(ResponseSize, pinned: true);
        byte[] argument = GC.AllocateArray<byte>(ArgumentSize, pinned: true);
        (argument[0], argument[1], argument[2]) = (RequestType, ResponseType, MessageVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(argument.AsSpan(RequestLength), ReportMessage.RequestSize);
        BinaryPrimitives.WriteUInt64LittleEndian(argument.AsSpan(RequestAddress), AddressOf(request));
        BinaryPrimitives.WriteUInt16LittleEndian(argument.AsSpan(ResponseLength), ResponseSize);
        BinaryPrimitives.WriteUInt64LittleEndian(argument.AsSpan(ResponseAddress), AddressOf(response));
        DeviceAnswer? refusal = Call(GetReport, argument, bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(ErrorOffset)));
        GC.KeepAlive(request);
        return refusal ?? ReportMessage.Read(response, reportData);
    }
}
