namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>A column as a columnar file holds it: each row a code, each code a value.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="IsCategorical">Whether the values are codes of categories when a comparison uses categories.</param>
/// <param name="Values">The value of each code; NaN is missing.</param>
/// <param name="Codes">The code of each row.</param>
internal sealed record DictionaryColumn(string Name, bool IsCategorical, double[] Values, int[] Codes);
