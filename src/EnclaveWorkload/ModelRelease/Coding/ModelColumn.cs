using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>One feature of a private model for all primary rows: a code a row, and what each code means within the feature's domain, or by itself while that is open.</summary>
/// <param name="feature">The feature.</param>
/// <param name="rows">The codes of all primary rows.</param>
/// <param name="valueOfCode">The number of each code, clamped, or the code of the category in the feature's domain; NaN where missing. Of an open domain the number as it is, or the place of the text.</param>
/// <param name="texts">Of a category: the texts that may occur, in any order.</param>
internal sealed class ModelColumn(ModelFeature feature, RowCodes rows, double[] valueOfCode, IReadOnlyList<string> texts)
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

    /// <summary>The texts of some rows while the domain is open; <see langword="null"/> where missing.</summary>
    internal string?[] ReadTexts(int[] taken) => [.. Read(taken).Select(place => double.IsNaN(place) ? null : texts[(int)place])];

    /// <summary>The same column once its domain is known.</summary>
    internal ModelColumn Close(ModelFeature closed)
    {
        if (!feature.IsOpen)
        {
            return this;
        }

        if (closed.Domain is NumberDomain)
        {
            return new ModelColumn(closed, rows, DomainCodes.Clamp(closed.Domain, valueOfCode), texts);
        }

        double[] codes = DomainCodes.Of(closed.Domain, texts);
        return new ModelColumn(closed, rows, [.. valueOfCode.Select(place => double.IsNaN(place) ? place : codes[(int)place])], texts);
    }
}
