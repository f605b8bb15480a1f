using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Devices;

/// <summary>What goes through the seam to the kernel, byte for byte, and what each way of failing becomes.</summary>
public sealed class ReportDeviceTests
{
    private static readonly byte[] s_reportData = SHA512.HashData("report data"u8);

    private static readonly int[] s_passing = [4, 11, 16];

    [Fact]
    public void The_newer_kernel_is_asked_with_32_bytes_that_point_to_96()
    {
        FakeKernel kernel = new();
        using SevGuestDevice device = new(kernel);
        DeviceAnswer answer = device.Ask(s_reportData);
        Assert.Equal(s_reportData, answer.Report?.ReportData.ToArray());

        (uint request, byte[] argument, byte[] message) = Assert.Single(kernel.Calls);
        Assert.Equal(0xC0205300u, request);
        Assert.Equal(32, argument.Length);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], argument[..8]);
        Assert.NotEqual(argument[8..16], argument[16..24]);
        Assert.Equal(new byte[8], argument[24..]);
        Assert.Equal([.. s_reportData, .. new byte[32]], message);
    }

    [Fact]
    public void The_older_kernel_is_asked_with_40_bytes_that_point_to_96()
    {
        FakeKernel kernel = new();
        using SevDevice device = new(kernel);
        DeviceAnswer answer = device.Ask(s_reportData);
        Assert.Equal(s_reportData, answer.Report?.ReportData.ToArray());

        (uint request, byte[] argument, byte[] message) = Assert.Single(kernel.Calls);
        Assert.Equal(0xC0285301u, request);
        Assert.Equal(40, argument.Length);
        Assert.Equal([5, 6, 1, 0, 96, 0, 0, 0], argument[..8]);
        Assert.Equal([0x00, 0x05, 0, 0, 0, 0, 0, 0], argument[16..24]);
        Assert.NotEqual(0ul, BinaryPrimitives.ReadUInt64LittleEndian(argument.AsSpan(24)));
        Assert.Equal(new byte[8], argument[32..]);
        Assert.Equal([.. s_reportData, .. new byte[32]], message);
    }

    public static TheoryData<bool> Kernels => [true, false];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_busy_device_is_told_from_one_that_refuses(bool isNew)
    {
        foreach (int error in s_passing)
        {
            Assert.True(Ask(new FakeKernel { Errors = { error } }, isNew).IsBusy, $"{error}");
        }

        DeviceAnswer refused = Ask(new FakeKernel { Errors = { 5 }, FirmwareError = 0x1B }, isNew);
        Assert.False(refused.IsBusy);
        Assert.EndsWith("gave no report: error 5, firmware error 0x1b", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("is not the device", Ask(new FakeKernel { Errors = { 25 } }, isNew).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_limits_requests_says_so_in_the_upper_half_of_the_error()
    {
        DeviceAnswer answer = Ask(new FakeKernel { Errors = { 5 }, FirmwareError = 2ul << 32 }, isNew: true);
        Assert.True(answer.IsBusy);
        Assert.False(Ask(new FakeKernel { Errors = { 5 }, FirmwareError = 1ul << 32 }, isNew: true).IsBusy);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_firmware_error_counts_even_where_the_call_says_that_it_succeeded(bool isNew) =>
        Assert.Contains("firmware error 0x1", Ask(new FakeKernel { FirmwareError = 1 }, isNew).Problem, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void An_answer_that_is_no_report_is_refused(bool isNew)
    {
        Assert.Contains("status 0x16", Ask(new FakeKernel { Status = 0x16 }, isNew).Problem, StringComparison.Ordinal);
        Assert.Contains("answered 1152 bytes", Ask(new FakeKernel { Size = 1152 }, isNew).Problem, StringComparison.Ordinal);
        Assert.Contains("answered 0 bytes", Ask(new FakeKernel { Size = 0 }, isNew).Problem, StringComparison.Ordinal);
        Assert.Contains("unreadable: Version", Ask(new FakeKernel { Damage = answer => answer[32] = 9 }, isNew).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_report_about_other_data_is_refused(bool isNew)
    {
        DeviceAnswer answer = Ask(new FakeKernel { Report = _ => new SimulatedReport() }, isNew);
        Assert.Null(answer.Report);
        Assert.Contains("binds other data", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_a_device_is_told_what_it_lacks()
    {
        EvidenceUnavailableException exception = Assert.Throws<EvidenceUnavailableException>(() => EvidenceSources.OpenDevice(_ => false));
        Assert.Contains("/dev/sev-guest nor /dev/sev", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_cannot_be_opened_is_named() => Assert.Contains(
        "/dev/no-such-device cannot be opened",
        Assert.Throws<EvidenceUnavailableException>(() => KernelDevice.Open("/dev/no-such-device")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_call_into_the_kernel_gives_back_its_error_number()
    {
        // /dev/null knows no such request: ENOTTY, from the real kernel.
        using KernelDevice device = KernelDevice.Open("/dev/null");
        Assert.Equal(25, device.Control(SevGuestDevice.GetReport, GC.AllocateArray<byte>(32, pinned: true)));
        using SevGuestDevice asked = new(KernelDevice.Open("/dev/null"));
        Assert.Contains("is not the device", asked.Ask(s_reportData).Problem, StringComparison.Ordinal);
    }

    private static DeviceAnswer Ask(FakeKernel kernel, bool isNew)
    {
        using ReportDevice device = isNew ? new SevGuestDevice(kernel) : new SevDevice(kernel);
        return device.Ask(s_reportData);
    }
}
