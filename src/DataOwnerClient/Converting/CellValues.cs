using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>The ways to read cells, one for each type of column but text.</summary>
internal static class CellValues
{
    internal readonly struct Boolean : ICellValue<bool>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out bool value) => CellParsing.TryBoolean(text, out value);
    }

    internal readonly struct Int32 : ICellValue<int>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out int value)
        {
            bool isNumber = Int64.TryParse(text, out long number);
            value = unchecked((int)number);
            return isNumber && value == number;
        }
    }

    internal readonly struct Int64 : ICellValue<long>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
            text.Length <= 8 && text[0] is > (byte)'0' and <= (byte)'9'
                ? CellParsing.TryShort(ref MemoryMarshal.GetReference(text), text.Length, out value)
                : CellParsing.TryInt64(text, out value);
    }

    internal readonly struct Double : ICellValue<double>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out double value) => CellParsing.TryDouble(text, out value);
    }

    internal readonly struct Date : ICellValue<int>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out int value) => CellParsing.TryDate(text, out value);
    }

    internal readonly struct Timestamp : ICellValue<long>
    {
        public static bool TryParse(ReadOnlySpan<byte> text, out long value) => CellParsing.TryTimestamp(text, out value);
    }
}
