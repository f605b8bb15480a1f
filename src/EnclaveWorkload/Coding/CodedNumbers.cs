namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <summary>A column of numbers: a code a row and a number a code, NaN where it is missing.</summary>
/// <param name="Rows">The codes.</param>
/// <param name="OfCode">The number of each code.</param>
internal sealed record CodedNumbers(RowCodes Rows, double[] OfCode);
