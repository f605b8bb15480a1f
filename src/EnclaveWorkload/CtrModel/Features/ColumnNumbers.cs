using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>Columns as numbers: NaN where absent, infinities too.</summary>
internal static class ColumnNumbers
{
    private const double MicrosecondsPerHour = 3_600_000_000.0;

    internal static CodedNumbers Read(Column column) => column is StringColumn
        ? throw new NotSupportedException($"A column of type {column.Type} holds no numbers.")
        : CodedCells.Read(column).Numbers(number => number);

    /// <summary>Hour of the day, 0 to 24.</summary>
    /// <param name="moments">A column of moments.</param>
    internal static CodedNumbers HourOfDay(CodedCells moments) => moments.Numbers(moment => Modulo(moment / MicrosecondsPerHour, 24));

    /// <summary>Day of the week, 0 to 6, Thursday (1970-01-01) being 0.</summary>
    /// <param name="moments">A column of moments.</param>
    internal static CodedNumbers DayOfMoment(CodedCells moments) =>
        moments.Numbers(moment => Math.Floor(Modulo(moment / (24 * MicrosecondsPerHour), 7)));

    /// <summary>Day of the week, 0 to 6, Thursday (1970-01-01) being 0.</summary>
    /// <param name="days">A column of dates.</param>
    internal static CodedNumbers DayOfDate(CodedCells days) => days.Numbers(day => Modulo(day, 7));

    private static double Modulo(double value, double modulus) => value - (modulus * Math.Floor(value / modulus));
}
