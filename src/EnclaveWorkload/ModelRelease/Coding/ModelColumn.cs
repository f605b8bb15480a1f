using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>One feature of a private model for all primary rows: a code a row, and what each code means within the feature's public domain.</summary>
/// <param name="feature">The feature.</param>
/// <param name="rows">The codes of all primary rows.</param>
/// <param name="valueOfCode">The number of each code, clamped, or the code of the category in the feature's domain; NaN where missing.</param>
internal sealed class ModelColumn(ModelFeature feature, RowCodes rows, double[] valueOfCode)
{
    internal ModelFeature Feature => feature;

    /// <summary>The feature's values of some rows: numbers, or codes of categories; NaN where missing.</summary>
    internal double[] Read(int[] taken)
    {
        double[] values = new double[taken.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            values[i] = valueOfCode[rows[taken[i]]];
        }

        return values;
    }
}
