using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Agreements.Arrays;
using EnclaveCleanRoom.EnclaveHost.Scoring;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Scoring;

/// <summary>Rows in an array: scored as each alone would be, or refused with the reason.</summary>
public sealed class ScoringBatchTests
{
    private static readonly double[] s_rows = [3, 1, 12, 0, 7.25, 0, double.NaN, 2, double.NaN, double.NaN, 0, 0, 5, 17, -1, 99];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_batch_of_either_size_of_number_is_scored_as_its_rows_alone(int threads)
    {
        ScoringModel model = SampleModel.Read();
        double[] alone = [.. s_rows.Chunk(4).Select(row => model.Score(row))];
        Assert.Equal([5.5, 2.5, -0.5, 1.5], alone);
        Assert.Equal(alone, Score(Array(s_rows, 4), threads));
        Assert.Equal(alone, Score(Array(s_rows.Select(value => (float)value).ToArray(), 4), threads));
    }

    [Theory]
    [InlineData(999)]
    [InlineData(65_536)]
    [InlineData(150_001)]
    public void However_many_rows_there_are_each_is_scored_as_alone_and_threads_change_nothing(int rows)
    {
        ScoringModel model = SampleModel.Read();
        double[] values = [.. Enumerable.Range(0, rows * 4).Select(cell => cell % 29 == 0 ? double.NaN : cell * 31 % 23 / 2.0)];
        double[] one = Score(Array(values, 4), 1);
        Assert.Equal(rows, one.Length);
        Assert.Equal(one, Score(Array(values, 4), 3));
        Assert.All(Enumerable.Range(0, 500).Select(i => i * 97 % rows).Append(rows - 1), row => Assert.Equal(model.Score(values.AsSpan(row * 4, 4)), one[row]));
    }

    [Fact]
    public void Only_numbers_of_64_bits_tell_apart_what_lies_beside_a_threshold()
    {
        double[] beside = [Math.BitIncrement(5.0), 0, 0, 0];
        Assert.Equal([2.5], Score(Array(beside, 4), 1));
        Assert.Equal([1.5], Score(Array(beside.Select(value => (float)value).ToArray(), 4), 1));
    }

    [Fact]
    public void An_array_of_another_models_width_is_refused_though_its_numbers_would_fill_rows()
    {
        Refused("the model's 4 features", Array(s_rows, 2));
        Refused("the model's 4 features", Array(s_rows, 8));
        Refused("one row or more", Array<double>([], 4));
    }

    [Fact]
    public void What_is_no_such_array_is_refused()
    {
        byte[] array = Array(s_rows, 4);
        Refused("NPY", []);
        Refused("NPY", array[..5]);
        Refused("NPY", array[..^1]);
        Refused("NPY", [.. array, 0]);
        Refused("NPY", array[NpyHeader.Size..]);
        byte[] flat = [.. array];
        new NpyHeader(8, s_rows.Length, null).Write(flat);
        Refused("NPY", flat);
    }

    internal static byte[] Array<T>(T[] values, int columns)
        where T : struct
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        byte[] array = new byte[NpyHeader.Size + bytes.Length];
        new NpyHeader(Marshal.SizeOf<T>(), values.Length / columns, columns).Write(array);
        bytes.CopyTo(array, NpyHeader.Size);
        return array;
    }

    private static double[] Score(byte[] body, int threads)
    {
        Assert.True(ScoringBatch.TryRead(body, 4, out ScoringBatch? batch, out string problem), problem);
        byte[] answer = batch.Score(SampleModel.Read(), threads);
        Assert.True(NpyHeader.TryRead(answer, out NpyHeader header, out int offset));
        Assert.Equal(new NpyHeader(8, batch.Rows, null), header);
        return [.. Enumerable.Range(0, batch.Rows).Select(row => BinaryPrimitives.ReadDoubleLittleEndian(answer.AsSpan(offset + (row * 8))))];
    }

    private static void Refused(string reason, byte[] body)
    {
        Assert.False(ScoringBatch.TryRead(body, 4, out _, out string problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }
}
