using System.Text;
using EnclaveCleanRoom.Agreements.Arrays;

namespace EnclaveCleanRoom.Agreements.Tests.Arrays;

/// <summary>Headers of NumPy's files: those that NumPy writes are read and written byte for byte, and everything else is refused.</summary>
public sealed class NpyHeaderTests
{
    private const string Doubles = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";

    [Theory]
    [InlineData(Doubles, 48, 8, 2, 3)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 24, 4, 2, 3)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }", 48, 8, 6, null)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }", 0, 8, 0, 3)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 0), }", 0, 8, 3, 0)]
    public void What_numpy_writes_is_read_and_written_alike(string dictionary, int data, int size, int rows, int? columns)
    {
        byte[] file = File(dictionary, data);
        Assert.True(NpyHeader.TryRead(file, out NpyHeader header, out int offset));
        Assert.Equal((new NpyHeader(size, rows, columns), 128), (header, offset));
        Assert.Equal(data, header.DataLength);
        byte[] written = new byte[NpyHeader.Size];
        header.Write(written);
        Assert.Equal(file[..128], written);
    }

    [Fact]
    public void A_file_that_numpy_wrote_is_read()
    {
        // numpy.save of numpy.array([[1.5, -2.0]], dtype='<f4').
        byte[] file = Convert.FromHexString(
            "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028312c2032292c207d"
            + string.Concat(Enumerable.Repeat("20", 58)) + "0a" + "0000c03f000000c0");
        Assert.True(NpyHeader.TryRead(file, out NpyHeader header, out int offset));
        Assert.Equal(new NpyHeader(4, 1, 2), header);
        Assert.Equal((1.5f, -2f), (BitConverter.ToSingle(file, offset), BitConverter.ToSingle(file, offset + 4)));
    }

    [Theory]
    [InlineData("{'descr': '>f8', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3, 1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-2, -3), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'more': 1, }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}")]
    [InlineData("")]
    public void Other_arrays_are_refused(string dictionary) => Assert.False(NpyHeader.TryRead(File(dictionary, 48), out _, out _));

    [Theory]
    [InlineData("(2, 4)")]
    [InlineData("(5,)")]
    [InlineData("(2147483647, 2147483647)")]
    [InlineData("(4294967296, 3)")]
    [InlineData("(9999999999,)")]
    [InlineData("(1, 2147483647)")]
    public void A_shape_of_another_length_than_the_data_is_refused(string shape) =>
        Assert.False(NpyHeader.TryRead(File(Doubles.Replace("(2, 3)", shape, StringComparison.Ordinal), 48), out _, out _));

    [Fact]
    public void Every_file_cut_short_or_made_longer_is_refused()
    {
        byte[] file = File(Doubles, 48);
        Assert.All(Enumerable.Range(0, file.Length), length => Assert.False(NpyHeader.TryRead(file.AsSpan(0, length), out _, out _)));
        Assert.False(NpyHeader.TryRead([.. file, 0], out _, out _));
    }

    [Fact]
    public void Another_version_or_no_such_file_is_refused()
    {
        for (int place = 0; place < 8; place++)
        {
            byte[] file = File(Doubles, 48);
            file[place]++;
            Assert.False(NpyHeader.TryRead(file, out _, out _));
        }
    }

    [Fact]
    public void A_header_needs_its_place() => Assert.Throws<ArgumentException>(() => new NpyHeader(8, 1, 1).Write(new byte[NpyHeader.Size - 1]));

    private static byte[] File(string dictionary, int data) =>
        [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(dictionary.PadRight(117)), (byte)'\n', .. new byte[data]];
}
