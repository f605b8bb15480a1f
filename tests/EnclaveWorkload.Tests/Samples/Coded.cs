using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Coded columns written out, and written down.</summary>
internal static class Coded
{
    public static CategoryCodes Categories(int[] codes, string[] texts) => new(RowCodes.Of(codes, texts.Length + 1), texts);

    public static CodedNumbers Numbers(params double[] numbers) => new(RowCodes.Of([.. Enumerable.Range(0, numbers.Length)], numbers.Length), numbers);

    public static int[] Codes(RowCodes rows) => [.. Enumerable.Range(0, rows.Length).Select(row => rows[row])];

    public static T[] Cells<T>(RowCodes rows, T[] ofCode) => [.. Codes(rows).Select(code => ofCode[code])];
}
