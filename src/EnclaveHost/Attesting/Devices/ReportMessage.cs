using System.Buffers.Binary;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>
/// The messages in which a guest asks the security processor for a report: MSG_REPORT_REQ of 96 bytes (report data, VMPL 0, zeros)
/// and MSG_REPORT_RSP (status, size, 24 reserved bytes, the report).
/// </summary>
/// <remarks>Source: AMD publication 56860, tables "MSG_REPORT_REQ" and "MSG_REPORT_RSP".</remarks>
internal static class ReportMessage
{
    internal const int RequestSize = 96;
    internal const int ReportDataSize = 64;

    private const int StatusOffset = 0;
    private const int SizeOffset = 4;
    private const int ReportOffset = 32;

    /// <summary>Makes a request in memory that does not move, because its address goes to the kernel.</summary>
    internal static byte[] CreateRequest(ReadOnlySpan<byte> reportData)
    {
        byte[] request = GC.AllocateArray<byte>(RequestSize, pinned: true);
        reportData.CopyTo(request.AsSpan(0, ReportDataSize));
        return request;
    }

    /// <summary>Takes the report out of an answer.</summary>
    /// <param name="response">The whole buffer.</param>
    /// <param name="reportData">What the report must bind.</param>
    internal static DeviceAnswer Read(ReadOnlySpan<byte> response, ReadOnlySpan<byte> reportData)
    {
        uint status = BinaryPrimitives.ReadUInt32LittleEndian(response[StatusOffset..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(response[SizeOffset..]);
        if (status != 0)
        {
            return DeviceAnswer.Failed($"the security processor refused the request with status 0x{status:x}");
        }

        if (size != SnpReport.Size)
        {
            return DeviceAnswer.Failed($"the security processor answered {size} bytes where a report has {SnpReport.Size}");
        }

        ReadOnlySpan<byte> bytes = response.Slice(ReportOffset, SnpReport.Size);
        if (!SnpReport.TryParse(bytes, out SnpReport? report, out SnpReportFailure failure))
        {
            return DeviceAnswer.Failed($"the security processor's report is unreadable: {failure}");
        }

        return report.ReportData.SequenceEqual(reportData)
            ? DeviceAnswer.Of(report)
            : DeviceAnswer.Failed("the security processor's report binds other data than was asked for");
    }
}
