namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Gathers one column's values row by row into a dictionary and codes.</summary>
internal sealed class ColumnCollector(string name, bool isCategorical)
{
    private readonly Dictionary<double, int> _codeOf = [];
    private readonly List<double> _values = [];
    private readonly List<int> _codes = [];

    /// <summary>Adds the next row's value; NaN is missing.</summary>
    public void Add(double value)
    {
        if (!_codeOf.TryGetValue(value, out int code))
        {
            code = _values.Count;
            _values.Add(value);
            _codeOf.Add(value, code);
        }

        _codes.Add(code);
    }

    /// <summary>The columns of the rows for which <paramref name="isTest"/> is false, and of the others.</summary>
    public (DictionaryColumn Train, DictionaryColumn Test) Split(IReadOnlyList<bool> isTest)
    {
        double[] values = [.. _values];
        return (
            DictionaryColumn.Of(name, isCategorical, values, _codes.Where((_, row) => !isTest[row])),
            DictionaryColumn.Of(name, isCategorical, values, _codes.Where((_, row) => isTest[row])));
    }
}
