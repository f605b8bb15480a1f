using System.Buffers.Text;
using System.Text;

namespace EnclaveCleanRoom.BoostingCommand.Data;

/// <summary>A data file's fields as numbers, column by column.</summary>
internal sealed class ParsedColumns
{
    private const int RowsAPiece = 4096;

    private readonly DataFile _file;
    private readonly bool _isPrecise;

    private ParsedColumns(DataFile file, bool isPrecise, int columns)
    {
        _file = file;
        _isPrecise = isPrecise;
        Columns = new double[columns][];
        for (int column = 0; column < columns; column++)
        {
            Columns[column] = new double[file.RowCount];
        }
    }

    public double[][] Columns { get; }

    /// <param name="file">The file.</param>
    /// <param name="isPrecise">Whether numbers are read exactly.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="hasLabel">Sparse files: whether rows start with a label, which then is column 0.</param>
    public static ParsedColumns Of(DataFile file, bool isPrecise, int threads, bool hasLabel = true)
    {
        int columns = file.Format == DataFormat.Sparse
            ? MostIndex(file, hasLabel) + (hasLabel ? 2 : 1)
            : file.Row(0).Count(file.Separator) + 1;
        ParsedColumns parsed = new(file, isPrecise, columns);
        int pieces = (file.RowCount + RowsAPiece - 1) / RowsAPiece;
        CommandException? refused = null;
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, (piece, state) =>
        {
            try
            {
                parsed.ParsePiece(piece, hasLabel);
            }
            catch (CommandException wrong)
            {
                refused = wrong;
                state.Stop();
            }
        });
        return refused is null ? parsed : throw refused;
    }

    private static int MostIndex(DataFile file, bool hasLabel)
    {
        int most = -1;
        for (int row = 0; row < file.RowCount; row++)
        {
            foreach ((int index, _) in SparseRow.Pairs(file, row, hasLabel))
            {
                most = Math.Max(most, index);
            }
        }

        return most;
    }

    private void ParsePiece(int piece, bool hasLabel)
    {
        int end = Math.Min(_file.RowCount, (piece + 1) * RowsAPiece);
        for (int row = piece * RowsAPiece; row < end; row++)
        {
            if (_file.Format == DataFormat.Sparse)
            {
                ParseSparse(row, hasLabel);
            }
            else
            {
                ParseDense(row);
            }
        }
    }

    private void ParseDense(int row)
    {
        ReadOnlySpan<byte> rest = _file.Row(row);
        for (int column = 0; column < Columns.Length; column++)
        {
            int length = rest.IndexOf(_file.Separator);
            bool isLast = column == Columns.Length - 1;
            if (isLast != length < 0)
            {
                throw new CommandException($"Row {row + 1} of {_file.Path} has another number of fields than the first, {Columns.Length}.");
            }

            ReadOnlySpan<byte> field = isLast ? rest : rest[..length];
            Columns[column][row] = Number(field, row);
            rest = isLast ? [] : rest[(length + 1)..];
        }
    }

    private void ParseSparse(int row, bool hasLabel)
    {
        if (hasLabel)
        {
            Columns[0][row] = Number(SparseRow.Label(_file, row), row);
        }

        foreach ((int index, Range value) in SparseRow.Pairs(_file, row, hasLabel))
        {
            Columns[index + (hasLabel ? 1 : 0)][row] = Number(_file.Row(row)[value], row);
        }
    }

    private double Number(ReadOnlySpan<byte> field, int row) => NativeNumber.TryRead(field, _isPrecise, out double value)
        ? value
        : throw new CommandException($"'{Encoding.UTF8.GetString(field[..Math.Min(40, field.Length)])}' in row {row + 1} of {_file.Path} is not a number.");

    /// <summary>Rows of <c>index:value</c> pairs.</summary>
    private static class SparseRow
    {
        public static ReadOnlySpan<byte> Label(DataFile file, int row)
        {
            ReadOnlySpan<byte> text = file.Row(row);
            int end = text.IndexOfAny((byte)' ', (byte)'\t');
            return end < 0 ? text : text[..end];
        }

        public static List<(int Index, Range Value)> Pairs(DataFile file, int row, bool hasLabel)
        {
            List<(int, Range)> pairs = [];
            ReadOnlySpan<byte> text = file.Row(row);
            bool isFirst = hasLabel;
            foreach (Range word in text.SplitAny(" \t"u8))
            {
                ReadOnlySpan<byte> pair = text[word];
                if (pair.IsEmpty || isFirst)
                {
                    isFirst = isFirst && pair.IsEmpty;
                    continue;
                }

                if (!Utf8Parser.TryParse(pair, out int index, out int digits) || index < 0 || digits >= pair.Length || pair[digits] != (byte)':')
                {
                    throw new CommandException($"Row {row + 1} of {file.Path} is not of the form label index:value …");
                }

                (int start, int length) = word.GetOffsetAndLength(text.Length);
                pairs.Add((index, (start + digits + 1)..(start + length)));
            }

            return pairs;
        }
    }
}
