using System.Buffers.Binary;
using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class ReportFileTests
{
    private static readonly byte[] s_report = new SimulatedReport().ToBytes();

    public static TheoryData<string, byte[]> Forms => new()
    {
        { "raw", s_report },
        { "hex", Encoding.ASCII.GetBytes(Convert.ToHexString(s_report)) },
        { "hex in lines", Encoding.ASCII.GetBytes("0x" + string.Join("\r\n", Convert.ToHexStringLower(s_report).Chunk(64).Select(line => new string(line))) + "\n") },
        { "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(s_report, Base64FormattingOptions.InsertLineBreaks)) },
        { "base64url", Encoding.ASCII.GetBytes(Base64UrlText.Encode(s_report)) },
        { "device 6", Answer(4000) },
        { "device 5", Answer(1280) },
        { "base64 of a device's answer", Encoding.ASCII.GetBytes(Convert.ToBase64String(Answer(4000))) },
        { "sidecar raw", Encoding.ASCII.GetBytes($"{{\"report\":\"{Convert.ToHexStringLower(s_report)}\"}}") },
        { "sidecar combined", Encoding.ASCII.GetBytes($"{{\"evidence\":\"{Convert.ToBase64String(s_report)}\",\"endorsements\":\"\"}}") },
        { "evidence document", new SimulatedEvidence { Report = new SimulatedReport() }.Create().Write() },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_report_is_found_in_the_form_that_people_have_it_in(string form, byte[] file)
    {
        Assert.True(ReportFile.TryRead(file, out byte[]? report), form);
        Assert.Equal(SnpReport.Size, report.Length);
        Assert.Equal(s_report[..0x2A0], form == "evidence document" ? s_report[..0x2A0] : report[..0x2A0]);
    }

    [Fact]
    public void What_has_no_report_is_refused()
    {
        byte[] failed = Answer(4000);
        failed[0] = 0x16;
        byte[] otherSize = Answer(4000);
        otherSize[4] = 1;
        byte[][] files =
        [
            [], "not hex"u8.ToArray(), "{}"u8.ToArray(), "{\"report\":7}"u8.ToArray(), "{\"report\":\"00\"}"u8.ToArray(),
            s_report[..^1], [.. s_report, 0], Encoding.ASCII.GetBytes(Convert.ToHexString(s_report)[..^2]), failed, otherSize, new byte[1280],
        ];
        Assert.All(files, file => Assert.False(ReportFile.TryRead(file, out _)));
    }

    private static byte[] Answer(int length)
    {
        byte[] answer = new byte[length];
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(4), SnpReport.Size);
        s_report.CopyTo(answer, 32);
        return answer;
    }
}
