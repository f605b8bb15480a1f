using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Devices;

/// <summary>
/// Stands for the kernel at the one seam: takes the request's number and its structure, follows the addresses in it, and writes the
/// answer where the driver would.
/// </summary>
internal sealed class FakeKernel : IControlDevice
{
    public const int RequestSize = 96;

    /// <summary>Every structure as it was when the kernel was called, with its number.</summary>
    public List<(uint Request, byte[] Argument, byte[] Message)> Calls { get; } = [];

    /// <summary>What a call returns, one after the other; 0 when there are no more.</summary>
    public List<int> Errors { get; } = [];

    /// <summary>Written into the structure's error field; 0 leaves it.</summary>
    public ulong FirmwareError { get; init; }

    public uint Status { get; init; }

    public uint Size { get; init; } = SnpReport.Size;

    /// <summary>The report for the data that was asked for; another may be told instead.</summary>
    public Func<byte[], SimulatedReport> Report { get; set; } = reportData => new SimulatedReport { ReportData = reportData };

    public Action<byte[]>? Damage { get; init; }

    public bool IsDisposed { get; private set; }

    public int Control(uint request, byte[] argument)
    {
        (int requestAt, int responseAt, int errorAt) = request == SevGuestDevice.GetReport ? (8, 16, 24) : (8, 24, 32);
        byte[] message = new byte[RequestSize];
        Marshal.Copy(AddressAt(argument, requestAt), message, 0, RequestSize);
        Calls.Add((request, [.. argument], message));
        if (request == SevGuestDevice.GetReport)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(argument.AsSpan(errorAt), FirmwareError);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(argument.AsSpan(errorAt), (uint)FirmwareError);
        }

        if (Calls.Count <= Errors.Count && Errors[Calls.Count - 1] is var error and not 0)
        {
            return error;
        }

        byte[] answer = new byte[32 + SnpReport.Size];
        BinaryPrimitives.WriteUInt32LittleEndian(answer, Status);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(4), Size);
        Report(message[..64]).ToBytes().CopyTo(answer, 32);
        Damage?.Invoke(answer);
        Marshal.Copy(answer, 0, AddressAt(argument, responseAt), answer.Length);
        return 0;
    }

    public void Dispose() => IsDisposed = true;

    private static nint AddressAt(byte[] argument, int offset) => (nint)BinaryPrimitives.ReadUInt64LittleEndian(argument.AsSpan(offset));
}
