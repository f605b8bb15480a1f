using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2026-11-22", "Iso8601", "2026-11-22T00:00:00.000000Z")]
    [InlineData("2026-11-22T10:05", "Iso8601", "2026-11-22T10:05:00.000000Z")]
    [InlineData("2017-07-03 14:21", "Iso8601", "2017-07-03T14:21:00.000000Z")]
    [InlineData("2017-07-03 7:05", "Iso8601", "2017-07-03T07:05:00.000000Z")]
    [InlineData("2017-07-03 7:05:09.5+01:00", "Iso8601", "2017-07-03T06:05:09.500000Z")]
    [InlineData("2026-11-22 10:05:06.123456789", "Iso8601", "2026-11-22T10:05:06.123456Z")]
    [InlineData("2026-11-22T10:05:06.5Z", "Iso8601", "2026-11-22T10:05:06.500000Z")]
    [InlineData("2026-11-22T10:05:06+01:30", "Iso8601", "2026-11-22T08:35:06.000000Z")]
    [InlineData("2026-01-01T00:00:00+0100", "Iso8601", "2025-12-31T23:00:00.000000Z")]
    [InlineData("1900-02-28T23:59:59-14:00", "Iso8601", "1900-03-01T13:59:59.000000Z")]
    [InlineData("2024-02-29", "Iso8601", "2024-02-29T00:00:00.000000Z")]
    [InlineData("202206030326", "CompactDigits", "2022-06-03T03:26:00.000000Z")]
    [InlineData("20220603", "CompactDigits", "2022-06-03T00:00:00.000000Z")]
    [InlineData("20220603032659", "CompactDigits", "2022-06-03T03:26:59.000000Z")]
    [InlineData("881250949", "UnixSeconds", "1997-12-04T15:55:49.000000Z")]
    [InlineData("881250949123", "UnixMilliseconds", "1997-12-04T15:55:49.123000Z")]
    public void A_moment_is_read(string text, string format, string expected)
    {
        Assert.True(Moment.TryParse(Encoding.UTF8.GetBytes(text), Enum.Parse<TimestampFormat>(format), out long microseconds));
        Assert.Equal(expected, DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
    }

    [Theory]
    [InlineData("", "Iso8601")]
    [InlineData("2026-11", "Iso8601")]
    [InlineData("2026-02-29", "Iso8601")]
    [InlineData("2026-13-01", "Iso8601")]
    [InlineData("2026-00-01", "Iso8601")]
    [InlineData("0000-01-01", "Iso8601")]
    [InlineData("2026-11-22T24:00", "Iso8601")]
    [InlineData("2026-11-22T7:00", "Iso8601")]
    [InlineData("2026-11-22 :00", "Iso8601")]
    [InlineData("2026-11-22 7:0", "Iso8601")]
    [InlineData("2026-11-22T10:60", "Iso8601")]
    [InlineData("2026-11-22T10:05:60", "Iso8601")]
    [InlineData("2026-11-22T10:05:06.", "Iso8601")]
    [InlineData("2026-11-22T10:05:06.1234567890", "Iso8601")]
    [InlineData("2026-11-22T10:05:06z", "Iso8601")]
    [InlineData("2026-11-22T10:05:06+15:00", "Iso8601")]
    [InlineData("2026-11-22T10:05:06+01:3", "Iso8601")]
    [InlineData("2026-11-22T10:05:06 more", "Iso8601")]
    [InlineData("22/11/2026", "Iso8601")]
    [InlineData("2026/11/22", "Iso8601")]
    [InlineData("2026-1-2", "Iso8601")]
    [InlineData("２０２６-11-22", "Iso8601")]
    [InlineData("2022060", "CompactDigits")]
    [InlineData("202206310326", "CompactDigits")]
    [InlineData("202206032426", "CompactDigits")]
    [InlineData("2022-06-03", "CompactDigits")]
    [InlineData("-1", "UnixSeconds")]
    [InlineData("1.5", "UnixSeconds")]
    [InlineData("253402300800", "UnixSeconds")]
    [InlineData("9223372036854775807", "UnixMilliseconds")]
    public void What_is_no_moment_of_that_form_is_refused(string text, string format) =>
        Assert.False(Moment.TryParse(Encoding.UTF8.GetBytes(text), Enum.Parse<TimestampFormat>(format), out _));
}
