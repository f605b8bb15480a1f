namespace EnclaveCleanRoom.Cose.Tests;

/// <summary>A file of messages falls into exactly the items that it holds.</summary>
public sealed class SequenceTests
{
    // The number 1, the empty byte string, an array of 1 and 2.
    private static readonly byte[] s_three = [0x01, 0x40, 0x82, 0x01, 0x02];

    [Fact]
    public void A_sequence_falls_into_its_items()
    {
        Assert.True(CoseSequence.TrySplit(s_three, out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out CoseFailure failure), failure.ToString());
        Assert.Equal(["01", "40", "820102"], messages.Select(message => Convert.ToHexStringLower(message.Span)));
    }

    [Theory]
    [InlineData("", CoseFailure.Truncated)]
    [InlineData("0182", CoseFailure.Truncated)]
    [InlineData("01ff", CoseFailure.ReservedEncoding)]
    [InlineData("019f01ff", CoseFailure.IndefiniteLength)]
    [InlineData("011800", CoseFailure.NonMinimalInteger)]
    [InlineData("01a201020102", CoseFailure.DuplicateKey)]
    public void Bytes_that_are_no_sequence_are_refused_for_their_reason(string hex, CoseFailure expected)
    {
        Assert.False(CoseSequence.TrySplit(Convert.FromHexString(hex), out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out CoseFailure failure));
        Assert.Equal((null, expected), (messages, failure));
    }

    [Fact]
    public void More_messages_than_anybody_needs_are_not_read()
    {
        byte[] most = new byte[CoseSequence.MaximumMessages];
        Assert.True(CoseSequence.TrySplit(most, out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out _));
        Assert.Equal(most.Length, messages.Count);
        Assert.False(CoseSequence.TrySplit(new byte[most.Length + 1], out _, out CoseFailure failure));
        Assert.Equal(CoseFailure.TooManyEntries, failure);
    }
}
