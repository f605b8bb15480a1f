using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Writes the cells of a typed column as the texts that the same values have in CSV, exactly.</summary>
internal sealed class ColumnTexts(Column column)
{
    private static readonly StandardFormat s_shortest = new('G');
    private readonly byte[] _buffer = new byte[64];

    /// <summary>The text of the cell at <paramref name="row"/>; empty when it is absent. Valid until the next call.</summary>
    public ReadOnlySpan<byte> At(int row)
    {
        if (column.IsNull(row))
        {
            return default;
        }

        int written;
        switch (column)
        {
            case StringColumn texts:
                return texts.Dictionary.Utf8(texts.Codes[row]);
            case BooleanColumn truths:
                return truths.Values[row] ? "true"u8 : "false"u8;
            case Int32Column numbers:
                Utf8Formatter.TryFormat(numbers.Values[row], _buffer, out written);
                break;
            case Int64Column numbers:
                Utf8Formatter.TryFormat(numbers.Values[row], _buffer, out written);
                break;
            case FloatColumn numbers:
                Utf8Formatter.TryFormat(numbers.Values[row], _buffer, out written, s_shortest);
                break;
            case DoubleColumn numbers:
                Utf8Formatter.TryFormat(numbers.Values[row], _buffer, out written, s_shortest);
                break;
            case DecimalColumn numbers:
                written = Encoding.ASCII.GetBytes(numbers.Text(row)!, _buffer);
                break;
            case DateColumn days:
                written = Write(days.Values[row], TimeSpan.TicksPerDay, "yyyy-MM-dd");
                break;
            case TimestampColumn moments:
                written = Write(moments.Values[row], TimeSpan.TicksPerMicrosecond, "yyyy-MM-dd'T'HH:mm:ss.ffffff");
                break;
            default:
                throw new UnreachableException($"Columns of {column.Type} are refused before.");
        }

        return _buffer.AsSpan(0, written);
    }

    /// <summary>A count that lies outside the calendar is written as the number it is, which no date or moment has.</summary>
    private int Write(long count, long ticks, string format)
    {
        bool isInCalendar = count >= (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / ticks
            && count <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / ticks;
        string text = isInCalendar
            ? DateTime.UnixEpoch.AddTicks(count * ticks).ToString(format, CultureInfo.InvariantCulture)
            : count.ToString(CultureInfo.InvariantCulture);
        return Encoding.ASCII.GetBytes(text, _buffer);
    }
}
