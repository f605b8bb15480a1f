using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>One model feature: a code for each primary row, and what each code means. Features may share the codes.</summary>
internal sealed class Feature
{
    private readonly string _name;
    private readonly double[]? _numbers;
    private readonly int[] _categories;

    private Feature(string name, RowCodes rows, double[]? numbers, int[] categories)
    {
        _name = name;
        Rows = rows;
        _numbers = numbers;
        _categories = categories;
    }

    /// <summary>The codes of all primary rows.</summary>
    internal RowCodes Rows { get; }

    /// <param name="name">The feature's name.</param>
    /// <param name="rows">The codes of all primary rows.</param>
    /// <param name="numbers">The number of each code, NaN where missing.</param>
    internal static Feature Numeric(string name, RowCodes rows, double[] numbers) => new(name, rows, numbers, []);

    /// <param name="name">The feature's name.</param>
    /// <param name="rows">The codes of all primary rows.</param>
    /// <param name="categories">The category of each code, -1 where missing.</param>
    internal static Feature Categorical(string name, RowCodes rows, int[] categories) => new(name, rows, null, categories);

    /// <summary>The feature's values for some rows.</summary>
    /// <param name="prefix">What makes its name unique: two columns may differ in characters that model files do not allow.</param>
    /// <param name="taken">Those rows' codes, of <see cref="Rows"/>.</param>
    internal FeatureColumn Read(string prefix, RowCodes taken) =>
        _numbers is null ? taken.ToCategorical(prefix + _name, _categories) : taken.ToNumeric(prefix + _name, _numbers);
}
