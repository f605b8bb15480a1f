using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Agreements.Arrays;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>Many rows in one array: a number for each feature, or the code of its category, NaN where it is missing. They are scored in blocks that stay in a core's cache, so that little more memory is used than the array has.</summary>
internal sealed class ScoringBatch
{
    /// <summary>Rows that one thread lays out and scores at a time.</summary>
    private const int BlockRows = 2048;

    /// <summary>Rows whose numbers stay in the first-level cache while they are laid out feature by feature.</summary>
    private const int LaidOutRows = 64;

    private readonly ReadOnlyMemory<byte> _numbers;
    private readonly NpyHeader _header;

    private ScoringBatch(NpyHeader header, ReadOnlyMemory<byte> numbers) => (_header, _numbers) = (header, numbers);

    internal int Rows => _header.Rows;

    /// <summary>Reads a batch.</summary>
    /// <param name="body">A file of NumPy's format; see <see cref="NpyHeader"/>.</param>
    /// <param name="features">How many features the model has.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="problem">What is wrong; it repeats nothing of the rows.</param>
    internal static bool TryRead(ReadOnlyMemory<byte> body, int features, [NotNullWhen(true)] out ScoringBatch? batch, out string problem)
    {
        batch = null;
        problem = "a batch is an array of NumPy's format NPY, version 1.0: '<f4' or '<f8', in C order, of two dimensions";
        if (!NpyHeader.TryRead(body.Span, out NpyHeader header, out int offset) || header.Columns is null)
        {
            return false;
        }

        if (header.Rows == 0 || header.Columns != features)
        {
            problem = $"the array has one row or more and a column for each of the model's {features} features";
            return false;
        }

        batch = new ScoringBatch(header, body[offset..]);
        return true;
    }

    /// <summary>Scores the rows.</summary>
    /// <param name="model">A model of as many features as the rows have.</param>
    /// <param name="threads">Threads to use; the scores do not depend on them.</param>
    /// <returns>The log-odds of each row: an array of one dimension, of 64-bit numbers, in the same format.</returns>
    internal byte[] Score(ScoringModel model, int threads)
    {
        byte[] answer = GC.AllocateUninitializedArray<byte>(NpyHeader.Size + (Rows * sizeof(double)));
        new NpyHeader(sizeof(double), Rows, null).Write(answer);
        int blocks = (Rows + BlockRows - 1) / BlockRows;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => Columns(model.Features.Count), (block, _, columns) =>
        {
            int start = block * BlockRows;
            int count = Math.Min(BlockRows, Rows - start);
            LayOut(start, count, columns);

            // The numbers are of this machine's byte order: both are little-endian.
            model.Score(columns, MemoryMarshal.Cast<byte, double>(answer.AsSpan(NpyHeader.Size + (start * sizeof(double)), count * sizeof(double))));
            return columns;
        }, _ => { });
        return answer;
    }

    private double[][] Columns(int features)
    {
        double[][] columns = new double[features][];
        foreach (ref double[] column in columns.AsSpan())
        {
            column = new double[Math.Min(BlockRows, Rows)];
        }

        return columns;
    }

    private void LayOut(int start, int count, double[][] columns)
    {
        int width = columns.Length * _header.NumberSize;
        ReadOnlySpan<byte> source = _numbers.Span.Slice(start * width, count * width);
        if (_header.NumberSize == sizeof(float))
        {
            LayOut(MemoryMarshal.Cast<byte, float>(source), count, columns);
        }
        else
        {
            LayOut(MemoryMarshal.Cast<byte, double>(source), count, columns);
        }
    }

    private static void LayOut<T>(ReadOnlySpan<T> source, int rows, double[][] columns)
        where T : struct, INumberBase<T>
    {
        for (int first = 0; first < rows; first += LaidOutRows)
        {
            int end = Math.Min(rows, first + LaidOutRows);
            for (int feature = 0; feature < columns.Length; feature++)
            {
                double[] column = columns[feature];
                for (int row = first, at = (first * columns.Length) + feature; row < end; row++, at += columns.Length)
                {
                    column[row] = double.CreateTruncating(source[at]);
                }
            }
        }
    }
}
