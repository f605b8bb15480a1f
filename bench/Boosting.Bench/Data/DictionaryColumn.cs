namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>A column as a columnar file holds it: each row a code of 8 or of 16 bits, each code a value.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="IsCategorical">Whether the values are codes of categories when a comparison uses categories.</param>
/// <param name="Values">The value of each code; NaN is missing.</param>
/// <param name="Narrow">The code of each row when there are at most 256; otherwise empty.</param>
/// <param name="Wide">The code of each row when there are more.</param>
internal sealed record DictionaryColumn(string Name, bool IsCategorical, double[] Values, byte[] Narrow, ushort[] Wide)
{
    public int RowCount => Narrow.Length + Wide.Length;

    public int this[int row] => Wide.Length == 0 ? Narrow[row] : Wide[row];

    public static DictionaryColumn Of(string name, bool isCategorical, double[] values, IEnumerable<int> codes) => values.Length <= 256
        ? new DictionaryColumn(name, isCategorical, values, [.. codes.Select(code => (byte)code)], [])
        : new DictionaryColumn(name, isCategorical, values, [], [.. codes.Select(code => (ushort)code)]);
}
