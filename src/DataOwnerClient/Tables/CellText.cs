using System.Globalization;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>
/// Writes cells of a Parquet column so that nothing can be mistaken: moments in ISO 8601, with Z only where they count in UTC,
/// times of day as such, bytes in hexadecimal after 0x, UUIDs as UUIDs.
/// </summary>
/// <param name="column">The cells; of a list, its elements.</param>
/// <param name="logical">Parquet's name of what they mean; null when nothing more than they are.</param>
internal sealed class CellText(Column column, string? logical)
{
    private readonly bool _isLocal = logical?.EndsWith(",local)", StringComparison.Ordinal) ?? false;

    /// <summary>How a cell is written in JSON.</summary>
    internal enum Kind
    {
        /// <summary>As a text in quotes.</summary>
        Text,

        /// <summary>As a number, true or false.</summary>
        Bare,
    }

    /// <summary>The text of the present cell at <paramref name="row"/>, and how JSON writes it.</summary>
    internal (string Text, Kind Kind) At(int row) => column switch
    {
        BooleanColumn truths => (truths.Values[row] ? "true" : "false", Kind.Bare),
        Int32Column numbers when IsTime("MILLIS") => (TimeOfDay(numbers.Values[row], 1_000, "000"), Kind.Text),
        Int64Column numbers when IsTime("MICROS") => (TimeOfDay(numbers.Values[row], 1_000_000, "000000"), Kind.Text),
        Int64Column numbers when IsTime("NANOS") => (TimeOfDay(numbers.Values[row], 1_000_000_000, "000000000"), Kind.Text),
        Int32Column numbers => (numbers.Values[row].ToString(CultureInfo.InvariantCulture), Kind.Bare),
        Int64Column numbers => (numbers.Values[row].ToString(CultureInfo.InvariantCulture), Kind.Bare),
        FloatColumn numbers => (numbers.Values[row].ToString("R", CultureInfo.InvariantCulture), float.IsFinite(numbers.Values[row]) ? Kind.Bare : Kind.Text),
        DoubleColumn numbers => (numbers.Values[row].ToString("R", CultureInfo.InvariantCulture), double.IsFinite(numbers.Values[row]) ? Kind.Bare : Kind.Text),
        DecimalColumn numbers => (numbers.Text(row)!, numbers.Scale == 0 && logical == "INT(64,false)" ? Kind.Bare : Kind.Text),
        DateColumn days => (Moment(days.Values[row], TimeSpan.TicksPerDay, "yyyy-MM-dd", ""), Kind.Text),
        TimestampColumn moments => (Moment(moments.Values[row], TimeSpan.TicksPerMicrosecond, "yyyy-MM-dd'T'HH:mm:ss.ffffff", _isLocal ? "" : "Z"), Kind.Text),
        StringColumn texts => (texts[row]!, Kind.Text),
        BinaryColumn bytes => (Bytes(bytes[row]), Kind.Text),
        _ => throw new System.Diagnostics.UnreachableException($"{column.Type} has no cells of its own."),
    };

    private bool IsTime(string unit) => logical?.StartsWith($"TIME({unit},", StringComparison.Ordinal) ?? false;

    /// <summary>A count outside the day is written as the number it is.</summary>
    private static string TimeOfDay(long count, long aSecond, string fraction) =>
        count < 0 || count / aSecond >= 86_400
            ? count.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{count / aSecond / 3_600:00}:{count / aSecond / 60 % 60:00}:{count / aSecond % 60:00}.{(count % aSecond).ToString(fraction, CultureInfo.InvariantCulture)}");

    /// <summary>A count outside the calendar of the years 1 to 9999 is written as the number it is.</summary>
    private static string Moment(long count, long ticks, string format, string zone)
    {
        bool isInCalendar = count >= (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / ticks
            && count <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / ticks;
        return isInCalendar
            ? DateTime.UnixEpoch.AddTicks(count * ticks).ToString(format, CultureInfo.InvariantCulture) + zone
            : count.ToString(CultureInfo.InvariantCulture);
    }

    private string Bytes(ReadOnlySpan<byte> bytes) =>
        logical == "UUID" && bytes.Length == 16
            ? new Guid(bytes, bigEndian: true).ToString("D")
            : "0x" + Convert.ToHexStringLower(bytes);
}
