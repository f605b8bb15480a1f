using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>A number for each primary row or person; NaN where absent.</summary>
/// <param name="name">The feature's name.</param>
/// <param name="values">The numbers.</param>
/// <param name="indexOf">From a primary row to its place among <paramref name="values"/>: the row itself, or its person.</param>
internal sealed class NumericFeature(string name, double[] values, Func<int, int> indexOf) : IFeature
{
    public FeatureColumn Read(string prefix, int[] rows)
    {
        double[] read = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            read[i] = values[indexOf(rows[i])];
        }

        return FeatureColumn.Numeric(prefix + name, read);
    }
}
